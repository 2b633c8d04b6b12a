import { money } from "../../../kit/format.ts";
import { Picture } from "../../../kit/picture.tsx";
import { useWords } from "../../../kit/words.ts";
import { useTitle } from "../../parts/tongue.ts";
import { useOptionText } from "../parts/options.ts";
import type { ShopOrder } from "./order-state.tsx";
import styles from "./orders.module.css";

/** The goods and how their prices add up to what is paid. */
export function OrderLines({ order }: { order: ShopOrder }) {
  const words = useWords("sales");
  const title = useTitle();
  const said = useOptionText();
  const sums: [string, number, boolean][] = [
    [words.goodsTotal, order.goodsFen, true],
    [words.discountTotal, -order.discountFen, order.discountFen > 0],
    [words.freightTotal, order.freightFen, true],
  ];
  return (
    <>
      <ul className={styles.lines}>
        {order.lines.map((line) => (
          <li key={line.id} className={styles.line}>
            <Picture src={line.pictureUrl} alt="" radius={8} />
            <span>
              <b>{title(line)}</b>
              <small>
                {said(line.options)}
                {line.shipped > 0 ? ` · ${words.shippedOf(line.shipped, line.quantity)}` : ""}
              </small>
            </span>
            <span>
              {money(line.unitFen)} × {line.quantity}
              <small>
                {words.linePaid} {money(line.paidFen)}
              </small>
            </span>
          </li>
        ))}
      </ul>
      <dl className={styles.prices}>
        {sums
          .filter(([, , shown]) => shown)
          .map(([name, fen]) => (
            <Sum key={name} name={name} fen={fen} />
          ))}
        <dt>{order.paidAt ? words.paid : words.payableTotal}</dt>
        <dd className={styles.total}>{money(order.payableFen)}</dd>
        {order.refundedFen > 0 ? <Sum name={words.refundedTotal} fen={-order.refundedFen} /> : null}
      </dl>
    </>
  );
}

const Sum = ({ name, fen }: { name: string; fen: number }) => (
  <>
    <dt>{name}</dt>
    <dd>{money(fen)}</dd>
  </>
);
