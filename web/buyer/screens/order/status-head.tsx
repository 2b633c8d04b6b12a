import { Countdown } from "../../../kit/countdown.tsx";
import { Icon, type IconName } from "../../../kit/icon.tsx";
import { NoticeBar } from "../../../kit/notice-bar.tsx";
import { useWords } from "../../../kit/words.ts";
import type { OrderPage } from "../../orders/order-deeds.ts";
import { type Case, holdsOrder } from "../case/case-facts.ts";
import { ButtonLink } from "../../parts/button-link.tsx";
import styles from "./order.module.css";

const icons: Partial<Record<OrderPage["state"], IconName>> = {
  unpaid: "clock",
  closing: "refresh",
  to_ship: "box",
  partly_shipped: "truck",
  to_receive: "truck",
  done: "check",
};

type Props = { order: OrderPage; open: Case | undefined; onEnd: () => void };

/** How the order stands, what comes next, and how long there is. */
export function StatusHead({ order, open, onEnd }: Props) {
  const words = useWords("orders");
  const held = open !== undefined && holdsOrder(open);
  const until = order.state === "unpaid" ? order.payBy : order.state === "to_receive" && !held ? order.confirmBy : null;
  return (
    <>
      <section className={styles.status}>
        <Icon name={icons[order.state] ?? "info"} size={28} />
        <div>
          <h2>{words.states[order.state]}</h2>
          <p>{words.hints[order.state]}</p>
          {until ? (
            <p className={styles.left}>
              {order.state === "unpaid" ? words.timeToPay : words.timeToConfirm}{" "}
              <Countdown until={until} onEnd={onEnd} />
            </p>
          ) : null}
        </div>
      </section>
      {open ? (
        <NoticeBar
          tone={held ? "calm" : "warn"}
          icon="info"
          action={
            <ButtonLink to="/cases/$caseId" params={{ caseId: open.id }} look="outline" size="small">
              {words.caseSee}
            </ButtonLink>
          }
        >
          {held ? words.caseOpen : words.caseRefused}
        </NoticeBar>
      ) : null}
    </>
  );
}
