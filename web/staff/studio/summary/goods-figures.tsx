import { Table } from "antd";
import { Empty } from "../../../kit/empty.tsx";
import { count, money, percent } from "../../../kit/format.ts";
import { useWords } from "../../../kit/words.ts";
import { useTitle } from "../../parts/tongue.ts";
import type { Figures } from "../parts/figure-list.ts";
import page from "../parts/page.module.css";

type Row = Figures["products"][number];
const share = (part: number, whole: number) => (whole > 0 ? percent(part / whole, 1) : "—");

export function GoodsFigures({ figures }: { figures: Figures }) {
  const words = useWords("studio");
  const names = useWords("figures");
  const titleOf = useTitle();
  const right = { align: "right" as const };
  return (
    <section className={page.card} aria-label={words.goodsFigures}>
      <h2>{words.goodsFigures}</h2>
      {figures.products.length === 0 ? (
        <Empty icon="bag" title={words.noGoodsFigures} />
      ) : (
        <Table<Row>
          dataSource={figures.products}
          rowKey="productId"
          pagination={false}
          scroll={{ x: "max-content" }}
          style={{ marginTop: 12, fontVariantNumeric: "tabular-nums" }}
          columns={[
            { key: "product", title: names.product, render: (_, row) => titleOf(row) },
            { key: "seen", title: names.exposureUsers, ...right, render: (_, row) => count(row.exposureUsers) },
            { key: "clicks", title: names.clickUsers, ...right, render: (_, row) => count(row.clickUsers) },
            {
              key: "ctr",
              title: names.clickRate,
              ...right,
              render: (_, row) => share(row.clickUsers, row.exposureUsers),
            },
            { key: "paid", title: names.payUsers, ...right, render: (_, row) => count(row.payUsers) },
            {
              key: "cvr",
              title: names.conversionRate,
              ...right,
              render: (_, row) => share(row.payUsers, row.clickUsers),
            },
            { key: "orders", title: names.orders, ...right, render: (_, row) => count(row.orders) },
            { key: "gmv", title: names.gross, ...right, render: (_, row) => <b>{money(row.gmvFen)}</b> },
          ]}
        />
      )}
    </section>
  );
}
