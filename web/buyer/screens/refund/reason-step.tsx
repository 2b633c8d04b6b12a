import type { InputOf } from "../../../kit/api.ts";
import { Field } from "../../../kit/field.tsx";
import { Price } from "../../../kit/price.tsx";
import { useRefusalText } from "../../../kit/refusal-text.ts";
import { useWords } from "../../../kit/words.ts";
import type { OrderPage } from "../../orders/order-deeds.ts";
import styles from "./refund.module.css";

type Reason = InputOf<"openCase">["reason"];
export type Application = { reason?: Reason; note: string };
const reasons: Reason[] = ["NO_LONGER_WANT", "INCORRECT_SELECTION", "NO_EXPRESS_INFO", "OTHERS"];

type Props = {
  order: OrderPage;
  said: Application;
  tried: boolean;
  problem: unknown;
  onChange: (said: Application) => void;
};

export function ReasonStep({ order, said, tried, problem, onChange }: Props) {
  const words = useWords("cases");
  const refusal = useRefusalText(problem);
  return (
    <>
      <section className={styles.card}>
        <fieldset className={styles.reasons}>
          <legend>{words.reason}</legend>
          {reasons.map((reason) => (
            <label key={reason}>
              <input
                type="radio"
                name="reason"
                checked={said.reason === reason}
                onChange={() => onChange({ ...said, reason })}
              />
              {words.reasons[reason]}
            </label>
          ))}
          {tried && !said.reason ? <p role="alert">{words.needReason}</p> : null}
        </fieldset>
        <Field
          label={words.note}
          lines={3}
          maxLength={200}
          value={said.note}
          placeholder={words.notePlaceholder}
          hint={`${said.note.length}/200`}
          onChange={(event) => onChange({ ...said, note: event.target.value })}
        />
      </section>
      <section className={styles.card}>
        <p className={styles.amount}>
          <span>
            {words.amount}
            <small>{words.amountHint}</small>
          </span>
          <Price fen={order.payableFen - order.refundedFen} size="large" />
        </p>
        <p className={styles.route}>
          <span>{words.route}</span>
          <span>{words.routeText}</span>
        </p>
        {problem ? (
          <p className={styles.problem} role="alert">
            {refusal}
          </p>
        ) : null}
      </section>
    </>
  );
}
