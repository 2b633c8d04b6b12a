import { Link } from "@tanstack/react-router";
import { money } from "../../../kit/format.ts";
import { Icon } from "../../../kit/icon.tsx";
import { useWords } from "../../../kit/words.ts";
import type { OrderPage } from "../../orders/order-deeds.ts";
import { OrderLines } from "../../orders/order-lines.tsx";
import styles from "./order.module.css";

/** What was bought and how its price came about; the lines add up. */
export function Goods({ order }: { order: OrderPage }) {
  const words = useWords("orders");
  const sums = [
    { label: words.goodsTotal, text: money(order.goodsFen) },
    { label: words.freight, text: order.freightFen === 0 ? words.freightFree : money(order.freightFen) },
    ...(order.discountFen > 0 ? [{ label: words.discount, text: money(-order.discountFen), off: true }] : []),
  ];
  return (
    <section className={styles.card} aria-label={words.goods}>
      <h3 className={styles.heading}>
        <Icon name="shop" size={18} />
        <Link to="/shops/$shopId" params={{ shopId: order.shopId } as never} className={styles.shop}>
          {order.shopName}
          <Icon name="next" size={14} />
        </Link>
      </h3>
      <OrderLines lines={order.lines} toProduct />
      <dl className={styles.sums} aria-label={words.priceLines}>
        {sums.map(({ label, text, off }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className={off ? styles.off : ""}>{text}</dd>
          </div>
        ))}
        <div className={styles.sum}>
          <dt>{order.paidAt ? words.paid : words.payable}</dt>
          <dd>{money(order.payableFen)}</dd>
        </div>
        {order.refundedFen > 0 ? (
          <div>
            <dt>{words.refundedTotal}</dt>
            <dd className={styles.off}>{money(order.refundedFen)}</dd>
          </div>
        ) : null}
      </dl>
    </section>
  );
}
