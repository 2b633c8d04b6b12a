import { useState } from "react";
import { Button } from "../../kit/button.tsx";
import { Countdown } from "../../kit/countdown.tsx";
import { ErrorState } from "../../kit/error-state.tsx";
import { Icon } from "../../kit/icon.tsx";
import { NoticeBar } from "../../kit/notice-bar.tsx";
import { Price } from "../../kit/price.tsx";
import { useRefusalText } from "../../kit/refusal-text.ts";
import { Skeleton } from "../../kit/skeleton.tsx";
import { useWords } from "../../kit/words.ts";
import styles from "./cashier.module.css";
import { PayResult } from "./pay-result.tsx";
import { isPayable, usePayment } from "./use-payment.ts";

export type CashierProps = {
  checkoutId: string;
  orderId?: string | undefined;
  /** From a room the provider's page opens beside it, so that the room stays. */
  newTab?: boolean;
  /** Whether somebody may have paid already: they come back from the provider's page. */
  back?: boolean;
  onOrder?: (() => void) | undefined;
  onRoom?: (() => void) | undefined;
  onShop?: (() => void) | undefined;
  /** Whether leaving now leaves something unpaid. */
  onPayable?: (payable: boolean) => void;
};

/** What is to be paid, until when, and the way to the provider; then what came of it. */
export function Cashier({ checkoutId, newTab = false, back = false, onPayable, ...ways }: CashierProps) {
  const [left, setLeft] = useState(false);
  const pay = usePayment(checkoutId, back || left);
  const payable = isPayable(pay.payment);
  const [told, setTold] = useState<boolean>();
  if (pay.payment && told !== payable) {
    setTold(payable);
    queueMicrotask(() => onPayable?.(payable));
  }
  if (!pay.payment)
    return pay.problem ? (
      <ErrorState problem={pay.problem} onRetry={pay.refresh} />
    ) : (
      <div className={styles.cashier} aria-busy>
        <Skeleton width={140} />
        <Skeleton width={180} height={44} />
        <Skeleton height={72} radius={14} />
        <Skeleton height={50} radius={25} />
      </div>
    );
  if (!payable) return <PayResult state={pay.payment.state} {...ways} />;
  const goPay = () => {
    if (!pay.payUrl) return;
    setLeft(true);
    if (newTab) window.open(pay.payUrl, "_blank", "noopener");
    else window.location.assign(pay.payUrl);
  };
  return (
    <Paying
      fen={pay.payment.fen}
      until={pay.until ?? pay.payment.payBy}
      waiting={left}
      busy={pay.opening}
      problem={pay.payUrl ? null : pay.problem}
      onPay={pay.payUrl ? goPay : pay.openAgain}
      onEnd={pay.refresh}
    />
  );
}

type PayingProps = {
  fen: number;
  until: string | number;
  waiting: boolean;
  busy: boolean;
  problem: unknown;
  onPay: () => void;
  onEnd: () => void;
};

function Paying({ fen, until, waiting, busy, problem, onPay, onEnd }: PayingProps) {
  const words = useWords("buy");
  const kit = useWords("kit");
  const refusal = useRefusalText(problem);
  return (
    <div className={styles.cashier}>
      <p className={styles.left}>
        {words.timeLeft} <Countdown until={until} look="boxes" onEnd={onEnd} />
      </p>
      <p className={styles.amount}>
        <span>{words.toPay}</span>
        <Price fen={fen} size="hero" tone="ink" />
      </p>
      <div className={styles.method}>
        <span className={styles.sign}>
          <Icon name="shield" size={22} />
        </span>
        <span>
          <b>{words.paySandbox}</b>
          <small>{words.paySandboxHint}</small>
        </span>
        <Icon name="check" size={20} weight={2.2} />
      </div>
      {problem ? (
        <NoticeBar tone="bad" icon="alert">
          {`${words.payOpeningFailed} · ${refusal}`}
        </NoticeBar>
      ) : waiting ? (
        <NoticeBar tone="calm" icon="clock">
          {words.payWaiting}
        </NoticeBar>
      ) : null}
      <Button wide size="large" busy={busy} onClick={onPay}>
        {problem ? kit.retry : waiting ? words.payAgain : words.payNow}
      </Button>
    </div>
  );
}
