import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { dateTime } from "../../../kit/format.ts";
import { useWords } from "../../../kit/words.ts";
import type { OrderPage } from "../../orders/order-deeds.ts";
import { CopyButton } from "./copy-button.tsx";
import styles from "./order.module.css";

function Source({ source }: { source: OrderPage["source"] }) {
  const words = useWords("orders");
  const scene = words.scenes[source.scene] ?? words.scenes["other"] ?? "";
  const text = source.creatorName ? words.sourceBy(scene, source.creatorName) : scene;
  if (source.roomId === null) return text;
  return (
    <Link to="/rooms/$roomId" params={{ roomId: source.roomId } as never} className={styles.link}>
      {text}
    </Link>
  );
}

/** Numbers, times and where it was bought. */
export function OrderFacts({ order }: { order: OrderPage }) {
  const words = useWords("orders");
  const times = [
    [words.placedAt, order.placedAt],
    [words.paidAt, order.paidAt],
    [words.shippedAt, order.shippedAt],
    [words.endedAt, order.endedAt],
  ] as const;
  const rows: [string, ReactNode][] = [
    [
      words.number,
      <span key="number" className={styles.numbered}>
        {order.id}
        <CopyButton text={order.id} />
      </span>,
    ],
    ...times.flatMap(([label, at]): [string, ReactNode][] => (at ? [[label, dateTime(at)]] : [])),
    ...(order.note ? [[words.note, order.note] as [string, ReactNode]] : []),
    [words.source, <Source key="source" source={order.source} />],
  ];
  return (
    <section className={styles.card} aria-label={words.facts}>
      <h3 className={styles.heading}>{words.facts}</h3>
      <dl className={styles.facts}>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
