import { Link } from "@tanstack/react-router";
import { App, Button } from "antd";
import type { AnswerOf } from "../../../kit/api.ts";
import { count, percent } from "../../../kit/format.ts";
import { Picture } from "../../../kit/picture.tsx";
import { Tag } from "../../../kit/tag.tsx";
import { useWords } from "../../../kit/words.ts";
import type { DataColumn } from "../../parts/data-columns.tsx";
import { DataPage } from "../../parts/data-page.tsx";
import { useTitle } from "../../parts/tongue.ts";
import { useDeed } from "../../parts/use-deed.ts";
import { useMe } from "../../parts/use-me.ts";
import { usePages } from "../../parts/use-pages.ts";
import { NeedsCreator } from "../parts/needs-creator.tsx";
import styles from "./showcase.module.css";

type Shown = AnswerOf<"readShowcase">["items"][number];

export default function Showcase() {
  return (
    <NeedsCreator>
      <ShowcaseTable />
    </NeedsCreator>
  );
}

function useColumns(onRemove: (row: Shown) => void): DataColumn<Shown>[] {
  const words = useWords("studio");
  const titleOf = useTitle();
  return [
    {
      key: "product",
      title: words.product,
      width: 360,
      csv: titleOf,
      render: (row) => (
        <span className={styles.product}>
          <span className={styles.picture}>
            <Picture src={row.pictureUrl} alt="" radius={8} />
          </span>
          <span>
            <b>{titleOf(row)}</b>
            <small>{row.shopName}</small>
          </span>
        </span>
      ),
    },
    { key: "price", title: words.price, fen: (row) => row.priceMinFen },
    { key: "rate", title: words.commission, text: (row) => percent(row.commissionBp / 10_000, 2) },
    { key: "earn", title: words.perItem, fen: (row) => row.commissionFen },
    {
      key: "stock",
      title: words.stockLeft,
      csv: (row) => row.available,
      render: (row) =>
        row.available > 0 && row.isSellable ? (
          count(row.available)
        ) : (
          <Tag tone="warn">{row.isSellable ? words.soldOut : words.notOnSale}</Tag>
        ),
    },
    { key: "sold", title: words.soldCount, text: (row) => count(row.soldCount) },
    {
      key: "deeds",
      title: words.deeds,
      render: (row) => (
        <Button type="text" danger onClick={() => onRemove(row)}>
          {words.remove}
        </Button>
      ),
    },
  ];
}

function ShowcaseTable() {
  const words = useWords("studio");
  const { me } = useMe();
  const { modal } = App.useApp();
  const shown = usePages("readShowcase", { creatorId: me?.id ?? "", limit: 50 });
  const remove = useDeed("removeFromShowcase", { done: words.removed, refresh: ["readShowcase", "listOffers"] });
  const ask = (row: Shown) =>
    void modal.confirm({
      title: words.removeAsk,
      content: words.removeHint,
      okText: words.remove,
      okButtonProps: { danger: true },
      onOk: () => remove.mutate({ productId: row.id }),
    });
  const columns = useColumns(ask);
  const toOffers = (
    <Link to="/studio/offers">
      <Button type="primary">{words.nextOffers}</Button>
    </Link>
  );
  return (
    <DataPage
      page="showcase"
      title={words.showcaseTitle}
      context={words.showcaseHint}
      action={toOffers}
      columns={columns}
      rowKey={(row) => row.id}
      rows={shown.rows}
      busy={shown.busy}
      problem={shown.problem}
      onRetry={shown.onRetry}
      onMore={shown.onMore}
      empty={{ title: words.noShowcase, hint: words.noShowcaseHint, action: toOffers }}
    />
  );
}
