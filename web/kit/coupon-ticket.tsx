import { Button } from "./button.tsx";
import styles from "./coupon-ticket.module.css";
import { date, money } from "./format.ts";
import { Price } from "./price.tsx";
import { useWords } from "./words.ts";

export type Ticket = { id: string; title: string; offFen: number; overFen: number; until: string };
type Props = {
  ticket: Ticket;
  state: "open" | "taken" | "gone" | "chosen" | "unfit";
  /** Why it cannot be used now. */
  reason?: string | undefined;
  busy?: boolean;
  onPress?: () => void;
  actionLabel?: string;
};

/** A torn-edge ticket: what it takes off, from which sum on, until when. */
export function CouponTicket({ ticket, state, reason, busy = false, onPress, actionLabel }: Props) {
  const words = useWords("kit");
  const off = state === "gone" || state === "unfit";
  const labels = {
    open: words.couponTake,
    taken: words.couponTaken,
    gone: words.couponGone,
    chosen: words.done,
    unfit: "",
  };
  const label = actionLabel ?? labels[state];
  return (
    <div className={`${styles.ticket} ${off ? styles.off : ""} ${state === "chosen" ? styles.chosen : ""}`}>
      <div className={styles.worth}>
        <Price fen={ticket.offFen} size="large" tone={off ? "ink" : "brand"} />
        <small>
          {ticket.overFen > 0 ? words.couponOver(money(ticket.overFen).replace(/\.00$/, "")) : words.couponAny}
        </small>
      </div>
      <div className={styles.about}>
        <b>{ticket.title}</b>
        <small>{reason ?? words.couponUntil(date(ticket.until))}</small>
      </div>
      {label ? (
        <Button
          size="small"
          look={state === "open" ? "primary" : "tint"}
          disabled={state === "gone" || (state === "taken" && !onPress)}
          busy={busy}
          onClick={onPress}
        >
          {label}
        </Button>
      ) : null}
    </div>
  );
}
