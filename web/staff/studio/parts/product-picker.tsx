import { Button, Tabs } from "antd";
import { useState } from "react";
import { Empty } from "../../../kit/empty.tsx";
import { ErrorState } from "../../../kit/error-state.tsx";
import { count, money, percent } from "../../../kit/format.ts";
import { Picture } from "../../../kit/picture.tsx";
import { SkeletonRows } from "../../../kit/skeleton.tsx";
import { useWords } from "../../../kit/words.ts";
import { useTitle } from "../../parts/tongue.ts";
import { useMe } from "../../parts/use-me.ts";
import { usePages } from "../../parts/use-pages.ts";
import { useShop } from "../../parts/use-shop.ts";
import styles from "./product-picker.module.css";

export type Pickable = {
  id: string;
  titleZh: string;
  titleEn: string;
  pictureUrl: string;
  priceMinFen: number;
  available: number;
  isSellable: boolean;
  commissionBp?: number | null;
};
type Props = {
  taken: ReadonlySet<string>;
  onPick: (product: Pickable) => void;
  pickLabel: string;
  takenLabel: string;
  busyId?: string | undefined;
};

/** What a host may sell: the own showcase, and what the own shops have on sale. */
export function ProductPicker(props: Props) {
  const words = useWords("studio");
  const { me } = useMe();
  const { shops = [] } = useShop();
  const [tab, setTab] = useState("showcase");
  const own = shops.filter((shop) => shop.openedAt !== null);
  const tabs = [
    { key: "showcase", label: words.fromShowcase },
    ...own.map((shop) => ({ key: shop.id, label: shop.name })),
  ];
  return (
    <div className={styles.picker}>
      <Tabs activeKey={tab} onChange={setTab} items={tabs} />
      {tab === "showcase" ? (
        <FromShowcase {...props} creatorId={me?.id ?? ""} />
      ) : (
        <FromShop key={tab} {...props} shopId={tab} />
      )}
    </div>
  );
}

function FromShowcase({ creatorId, ...props }: Props & { creatorId: string }) {
  const words = useWords("studio");
  const pages = usePages("readShowcase", { creatorId, limit: 30 }, { enabled: creatorId !== "" });
  return <Rows {...props} {...pages} empty={{ title: words.noShowcase, hint: words.noShowcaseHint }} />;
}

function FromShop({ shopId, ...props }: Props & { shopId: string }) {
  const words = useWords("studio");
  const pages = usePages("listProducts", { ofShopId: shopId, limit: 30 });
  return <Rows {...props} {...pages} empty={{ title: words.noShopGoods }} />;
}

type Found = {
  rows: Pickable[] | undefined;
  problem: unknown;
  busy: boolean;
  onMore: (() => void) | undefined;
  onRetry: () => void;
  empty: { title: string; hint?: string };
};

function Rows({ rows, problem, busy, onMore, onRetry, empty, ...props }: Props & Found) {
  const kit = useWords("kit");
  if (problem && !rows) return <ErrorState problem={problem} onRetry={onRetry} />;
  if (!rows) return <SkeletonRows rows={4} picture={48} />;
  if (rows.length === 0) return <Empty icon="bag" {...empty} />;
  return (
    <ul className={styles.rows}>
      {rows.map((product) => (
        <Row key={product.id} product={product} {...props} />
      ))}
      {onMore ? (
        <li className={styles.more}>
          <Button onClick={onMore} loading={busy}>
            {kit.more}
          </Button>
        </li>
      ) : null}
    </ul>
  );
}

function Row({ product, taken, onPick, pickLabel, takenLabel, busyId }: Props & { product: Pickable }) {
  const words = useWords("studio");
  const title = useTitle()(product);
  const here = taken.has(product.id);
  const { commissionBp } = product;
  return (
    <li className={styles.row} aria-label={title}>
      <span className={styles.picture}>
        <Picture src={product.pictureUrl} alt="" radius={8} />
      </span>
      <span className={styles.text}>
        <b title={title}>{title}</b>
        <small>
          {money(product.priceMinFen)} · {product.available > 0 ? words.stock(count(product.available)) : words.soldOut}
          {commissionBp ? ` · ${words.commissionRate(percent(commissionBp / 10_000, 2))}` : null}
        </small>
      </span>
      <Button disabled={here} loading={busyId === product.id} onClick={() => onPick(product)}>
        {here ? takenLabel : pickLabel}
      </Button>
    </li>
  );
}
