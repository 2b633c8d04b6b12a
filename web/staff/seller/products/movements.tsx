import { Button, Select, Table } from "antd";
import { useState } from "react";
import type { AnswerOf } from "../../../kit/api.ts";
import { Empty } from "../../../kit/empty.tsx";
import { ErrorState } from "../../../kit/error-state.tsx";
import { dateTimeZone } from "../../../kit/format.ts";
import { SkeletonRows } from "../../../kit/skeleton.tsx";
import { useWords } from "../../../kit/words.ts";
import { usePages } from "../../parts/use-pages.ts";
import { useOptionText } from "../parts/options.ts";
import type { ShopProduct } from "./product-state.tsx";
import styles from "./products.module.css";

type Movement = AnswerOf<"listMovements">["items"][number];

/** Everything that ever changed a SKU's stock, newest first. */
export function Movements({ shopId, product }: { shopId: string; product: ShopProduct }) {
  const words = useWords("goods");
  const said = useOptionText();
  const [skuId, setSkuId] = useState(product.skus[0]?.id);
  if (!skuId) return <Empty icon="box" title={words.noSkus} hint={words.noSkusHint} />;
  const options = product.skus.map((sku) => ({ value: sku.id, label: said(sku.options) || words.onlyChoice }));
  return (
    <div className={styles.stack}>
      <Select value={skuId} options={options} onChange={setSkuId} size="large" aria-label={words.sku} />
      <History shopId={shopId} skuId={skuId} />
    </div>
  );
}

function History({ shopId, skuId }: { shopId: string; skuId: string }) {
  const words = useWords("goods");
  const kit = useWords("kit");
  const { rows, problem, onRetry, onMore, busy } = usePages("listMovements", { shopId, skuId, limit: 20 });
  if (problem && !rows) return <ErrorState problem={problem} onRetry={onRetry} />;
  if (!rows) return <SkeletonRows rows={4} picture={8} />;
  if (rows.length === 0) return <Empty icon="box" title={words.noMovements} hint={words.noMovementsHint} />;
  const columns = [
    { title: words.at, render: (_: unknown, row: Movement) => dateTimeZone(row.at) },
    { title: words.moveKind, render: (_: unknown, row: Movement) => words.movementKinds[row.kind] },
    {
      title: words.quantity,
      align: "right" as const,
      render: (_: unknown, row: Movement) => <b>{row.quantity > 0 ? `+${row.quantity}` : row.quantity}</b>,
    },
    { title: words.note, render: (_: unknown, row: Movement) => row.ref || "—" },
  ];
  return (
    <>
      <Table<Movement>
        columns={columns}
        dataSource={rows}
        rowKey="id"
        pagination={false}
        scroll={{ x: "max-content" }}
      />
      {onMore ? (
        <Button onClick={onMore} loading={busy}>
          {kit.more}
        </Button>
      ) : null}
    </>
  );
}
