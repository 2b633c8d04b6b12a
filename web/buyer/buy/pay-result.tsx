import { Link } from "@tanstack/react-router";
import { Button } from "../../kit/button.tsx";
import buttons from "../../kit/button.module.css";
import { Icon, type IconName } from "../../kit/icon.tsx";
import { useWords } from "../../kit/words.ts";
import styles from "./cashier.module.css";
import type { Payment } from "./use-payment.ts";

type Props = {
  state: Payment["state"];
  orderId?: string | undefined;
  onRoom?: (() => void) | undefined;
  onLeave?: (() => void) | undefined;
};
type Look = { icon: IconName; tone: "good" | "wait" | "bad"; title: string; text: string };

function useLook(state: Payment["state"]): Look {
  const words = useWords("buy");
  const closing: Look = { icon: "clock", tone: "wait", title: words.closingTitle, text: words.closingText };
  const failed: Look = { icon: "alert", tone: "bad", title: words.failedTitle, text: words.failedText };
  const looks: Record<Payment["state"], Look> = {
    captured: { icon: "check", tone: "good", title: words.paidTitle, text: words.paidText },
    closed: { icon: "clock", tone: "bad", title: words.closedTitle, text: words.closedText },
    quarantined: { icon: "shield", tone: "wait", title: words.checkingTitle, text: words.checkingText },
    closing,
    created: closing,
    submitted: closing,
    failed,
  };
  return looks[state];
}

/** What came of a payment, and the ways on: the order, and the room one came from. */
export function PayResult({ state, orderId, onRoom, onLeave }: Props) {
  const words = useWords("buy");
  const { icon, tone, title, text } = useLook(state);
  const paid = state === "captured";
  return (
    <div className={styles.result} role="status">
      <span className={`${styles.stamp} ${styles[tone]}`} aria-hidden>
        <Icon name={icon} size={36} weight={2} />
      </span>
      <h2>{title}</h2>
      <p>{text}</p>
      <div className={styles.ways}>
        <Link
          to={orderId ? "/orders/$orderId" : "/orders"}
          params={{ orderId } as never}
          onClick={onLeave}
          className={[buttons.button, buttons.large, buttons.wide, paid ? buttons.primary : buttons.outline].join(" ")}
        >
          {orderId ? words.seeOrder : words.seeOrders}
        </Link>
        {onRoom ? (
          <Button wide size="large" look="tint" onClick={onRoom}>
            {words.backToRoom}
          </Button>
        ) : onLeave ? (
          <Button wide size="large" look="outline" onClick={onLeave}>
            {words.keepShopping}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
