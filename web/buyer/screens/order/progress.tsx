import { dateTime } from "../../../kit/format.ts";
import { Steps } from "../../../kit/steps.tsx";
import { useWords } from "../../../kit/words.ts";
import type { OrderPage } from "../../orders/order-deeds.ts";
import styles from "./order.module.css";

/** Every move of the order, the newest first: what, by whom, why, when. */
export function Progress({ history }: { history: OrderPage["history"] }) {
  const words = useWords("orders");
  // Moves of one moment keep their order: the list comes oldest first.
  const newest = [...history].reverse().sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  const steps = newest.map(({ state, byWhom, why, at }) => ({
    title: words.states[state],
    note: [words.byWhom[byWhom], words.whys[why]].filter(Boolean).join(" · "),
    time: dateTime(at),
  }));
  return (
    <section className={styles.card} aria-label={words.history}>
      <h3 className={styles.heading}>{words.history}</h3>
      <Steps now={0} newestFirst steps={steps} />
    </section>
  );
}
