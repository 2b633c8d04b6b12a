import { Link } from "@tanstack/react-router";
import { Countdown } from "../../kit/countdown.tsx";
import { Icon } from "../../kit/icon.tsx";
import { Price } from "../../kit/price.tsx";
import { useWords } from "../../kit/words.ts";
import { DeedButtons } from "./deed-buttons.tsx";
import { type OrderCard, piecesOf } from "./order-deeds.ts";
import { OrderLines } from "./order-lines.tsx";
import styles from "./order.module.css";

/** One order in the list: whose, how it stands, what, how much, and what one may do. */
export function OrderRow({ order, onEnd }: { order: OrderCard; onEnd: () => void }) {
  const words = useWords("orders");
  const over = order.state === "unpaid_closed" || order.state === "all_refunded" || order.state === "oversold";
  return (
    <article className={styles.card}>
      <header className={styles.head}>
        <Link to="/shops/$shopId" params={{ shopId: order.shopId } as never} className={styles.shop}>
          <Icon name="shop" size={18} />
          <b>{order.shopName}</b>
          <Icon name="next" size={14} />
        </Link>
        <span className={over ? styles.over : styles.state}>
          {words.states[order.state]}
          {order.state === "unpaid" ? <Countdown until={order.payBy} onEnd={onEnd} /> : null}
        </span>
      </header>
      <Link to="/orders/$orderId" params={{ orderId: order.id } as never} className={styles.lines}>
        <OrderLines lines={order.lines} />
      </Link>
      <footer className={styles.foot}>
        <p className={styles.total}>
          <span>{words.pieces(piecesOf(order))}</span>
          <span>{order.paidAt ? words.paid : words.payable}</span>
          <Price fen={order.payableFen} size="small" tone="ink" />
        </p>
        <DeedButtons order={order} />
      </footer>
    </article>
  );
}
