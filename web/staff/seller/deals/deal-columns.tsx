import { count, dateTime, money } from "../../../kit/format.ts";
import { useLanguage } from "../../../kit/language.ts";
import { Picture } from "../../../kit/picture.tsx";
import { useWords } from "../../../kit/words.ts";
import { DealClock, DealTag, type Figures, isOpen, useDealPrice } from "../../deals/deal-state.tsx";
import type { DataColumn } from "../../parts/data-columns.tsx";
import { useTitle } from "../../parts/tongue.ts";
import { DealDeeds } from "./deal-deeds.tsx";
import styles from "./deals.module.css";

function Product({ deal }: { deal: Figures }) {
  const title = useTitle()(deal);
  const english = useLanguage() === "en";
  const options = deal.options.map(({ value }) => (english && value.en ? value.en : value.zh)).join(" · ");
  return (
    <span className={styles.product}>
      <span className={styles.picture}>
        <Picture src={deal.pictureUrl} alt="" radius={8} />
      </span>
      <span className={styles.name}>
        <b title={title}>{title}</b>
        {options ? <small>{options}</small> : null}
      </span>
    </span>
  );
}

/** The deals of a shop with how they go; what was hidden from buyers is shown here. */
export function useDealColumns(shopId: string, mayWrite: boolean): DataColumn<Figures>[] {
  const words = useWords("deals");
  const priceOf = useDealPrice();
  const titleOf = useTitle();
  return [
    { key: "product", title: words.product, width: 260, csv: titleOf, render: (row) => <Product deal={row} /> },
    {
      key: "state",
      title: words.state,
      csv: (row) => words.states[row.state],
      render: (row) => (
        <span className={styles.stack}>
          <DealTag deal={row} />
          <small>
            <DealClock deal={row} />
          </small>
        </span>
      ),
    },
    { key: "where", title: words.where, text: (row) => (row.roomId === null ? words.everywhere : words.inRoom) },
    {
      key: "price",
      title: words.price,
      csv: (row) => (row.realPriceFen / 100).toFixed(2),
      render: (row) => (
        <span className={styles.stack}>
          <b>{priceOf(row)}</b>
          <s>{money(row.listFen)}</s>
        </span>
      ),
    },
    {
      key: "time",
      title: words.time,
      csv: (row) => words.range(row.startsAt, row.endsAt),
      render: (row) => (
        <span className={styles.stack}>
          <span>{dateTime(row.startsAt)}</span>
          <small>{dateTime(isOpen(row) ? row.endsAt : (row.endedAt ?? row.endsAt))}</small>
        </span>
      ),
    },
    { key: "left", title: words.left, text: (row) => `${count(row.left)} / ${count(row.pieces)}` },
    { key: "unpaid", title: words.unpaid, text: (row) => count(row.unpaid) },
    { key: "paid", title: words.paid, text: (row) => count(row.paid) },
    { key: "buyers", title: words.buyers, text: (row) => count(row.buyers) },
    { key: "gmv", title: words.gmv, fen: (row) => row.gmvFen },
    {
      key: "line",
      title: words.waiting,
      text: (row) => (row.admission === "line" ? words.lineOf(count(row.waiting), count(row.admitted)) : "—"),
    },
    { key: "admission", title: words.admission, text: (row) => words.admissions[row.admission], extra: true },
    { key: "perBuyer", title: words.perBuyer, text: (row) => words.perBuyerIs(row.perBuyer), extra: true },
    ...(mayWrite
      ? [
          {
            key: "deeds",
            title: words.deeds,
            fixed: "end" as const,
            render: (row: Figures) => <DealDeeds shopId={shopId} deal={row} />,
          },
        ]
      : []),
  ];
}
