import { Tooltip } from "antd";
import { Icon } from "../../../kit/icon.tsx";
import { Price } from "../../../kit/price.tsx";
import { Skeleton } from "../../../kit/skeleton.tsx";
import { useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import styles from "./earnings.module.css";

/** What may be withdrawn, what is kept, what is still to come. */
export function Balances() {
  const words = useWords("studio");
  const mine = useQueryOf("readMyStatement", { limit: 1 });
  const commissions = useQueryOf("listMyCommissions", { limit: 1 });
  const figures = [
    { name: words.due, is: words.dueIs, fen: mine.data?.balances.dueFen, bold: true },
    { name: words.expected, is: words.expectedIs, fen: commissions.data?.unsettledFen },
    { name: words.total, is: words.totalIs, fen: commissions.data?.settledFen },
    { name: words.reserve, is: words.reserveIs, fen: mine.data?.balances.reserveFen },
  ];
  return (
    <dl className={styles.balances}>
      {figures.map((figure) => (
        <div key={figure.name} className={figure.bold ? styles.due : styles.balance}>
          <dt>
            {figure.name}
            <Tooltip title={figure.is}>
              <button type="button" aria-label={figure.is}>
                <Icon name="info" size={16} />
              </button>
            </Tooltip>
          </dt>
          <dd>
            {figure.fen === undefined ? <Skeleton width={120} height={34} /> : <Price fen={figure.fen} size="large" />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
