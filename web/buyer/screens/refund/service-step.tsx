import { Icon } from "../../../kit/icon.tsx";
import { useWords } from "../../../kit/words.ts";
import styles from "./refund.module.css";

/** Before shipping there is one service; it is named all the same, with what it means. */
export function ServiceStep() {
  const words = useWords("cases");
  return (
    <section className={styles.service} aria-current="true">
      <Icon name="shield" size={26} />
      <p>
        <b>{words.service}</b>
        <small>{words.serviceHint}</small>
      </p>
      <Icon name="check" size={20} weight={2.2} />
    </section>
  );
}
