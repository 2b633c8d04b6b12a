import { Button } from "../../kit/button.tsx";
import { Icon, type IconName } from "../../kit/icon.tsx";
import { useWords } from "../../kit/words.ts";
import { ButtonLink } from "../parts/button-link.tsx";
import styles from "./cashier.module.css";
import type { Payment } from "./use-payment.ts";

type Props = {
  state: Payment["state"];
  orderId?: string | undefined;
  /** The order is being opened: what lies over the page may go. */
  onOrder?: (() => void) | undefined;
  onRoom?: (() => void) | undefined;
  onShop?: (() => void) | undefined;
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
export function PayResult({ state, orderId, onOrder, onRoom, onShop }: Props) {
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
        <ButtonLink
          to={orderId ? "/orders/$orderId" : "/orders"}
          params={{ orderId: orderId ?? "" }}
          onClick={onOrder}
          look={paid ? "primary" : "outline"}
          size="large"
          wide
        >
          {orderId ? words.seeOrder : words.seeOrders}
        </ButtonLink>
        {onRoom ? (
          <Button wide size="large" look="tint" onClick={onRoom}>
            {words.backToRoom}
          </Button>
        ) : onShop ? (
          <Button wide size="large" look="outline" onClick={onShop}>
            {words.keepShopping}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
