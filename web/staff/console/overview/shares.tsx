import { money } from "../../../kit/format.ts";
import { SkeletonRows } from "../../../kit/skeleton.tsx";
import { useWords } from "../../../kit/words.ts";
import page from "../../studio/parts/page.module.css";
import type { Overview } from "./figures.ts";
import styles from "./overview.module.css";

type Share = Overview["topShops"][number];
type Props = { title: string; rows: Share[] | undefined; names?: Record<string, string> };

/** Who or what brought the money, largest first. */
export function Shares({ title, rows, names = {} }: Props) {
  const words = useWords("console");
  const most = Math.max(1, ...(rows ?? []).map(({ gmvFen }) => gmvFen));
  return (
    <section className={page.card} aria-label={title}>
      <h2>{title}</h2>
      {!rows ? <SkeletonRows rows={3} picture={8} /> : null}
      {rows?.length === 0 ? <p className={styles.none}>{words.noShares}</p> : null}
      <ul className={styles.list}>
        {rows?.map(({ name, gmvFen, orders }) => (
          <li key={name} className={styles.row}>
            <b title={names[name] ?? name}>{names[name] ?? (name || words.unnamed)}</b>
            <span>{money(gmvFen)}</span>
            <small>{words.ordersOf(orders)}</small>
            <span className={styles.bar} aria-hidden>
              <i style={{ width: `${Math.max(0, (gmvFen / most) * 100)}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
