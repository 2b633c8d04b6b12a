import { useNavigate } from "@tanstack/react-router";
import { Button } from "../../kit/button.tsx";
import { Countdown } from "../../kit/countdown.tsx";
import { useWords } from "../../kit/words.ts";
import { toOffer, useWait } from "./use-wait.ts";
import styles from "./wait.module.css";

type Props = {
  skuId: string;
  dealId?: string | undefined;
  signedIn: () => Promise<boolean>;
  /** While orders are unpaid, what comes back goes to the line. */
  toLine?: () => void;
  /** An offer leads to a page: what lies over this one may go. */
  onLeave?: () => void;
};

/** Sold out: the waitlist, one's place on it, and the offer when a piece has come back. */
export function WaitFoot({ skuId, dealId, signedIn, toLine, onLeave }: Props) {
  const words = useWords("drop");
  const navigate = useNavigate();
  const { wait, busy, join, leave } = useWait(skuId, dealId ?? null, toLine);
  if (!wait)
    return (
      <div className={styles.foot}>
        <p>{words.waitHint}</p>
        <Button wide size="large" busy={busy} onClick={() => void signedIn().then(join)}>
          {words.wait}
        </Button>
      </div>
    );
  if (wait.state === "offered" && wait.offeredUntil !== null)
    return (
      <div className={styles.foot}>
        <p role="status">
          <b>{words.offered}</b> <Countdown until={wait.offeredUntil} label={words.offeredHint} />
        </p>
        <Button
          wide
          size="large"
          onClick={() => {
            onLeave?.();
            void navigate(toOffer(wait));
          }}
        >
          {words.takeOffer}
        </Button>
      </div>
    );
  return (
    <div className={styles.row}>
      <p role="status">
        <b>{words.waiting(wait.ahead ?? 0)}</b>
        <span>{words.waitHint}</span>
      </p>
      <Button look="outline" busy={busy} onClick={() => leave(wait.id)}>
        {words.leave}
      </Button>
    </div>
  );
}
