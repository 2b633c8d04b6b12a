import { Countdown } from "../../../kit/countdown.tsx";
import { dateTime } from "../../../kit/format.ts";
import { Price } from "../../../kit/price.tsx";
import { Steps } from "../../../kit/steps.tsx";
import { useWords } from "../../../kit/words.ts";
import styles from "./case.module.css";
import { type Case, isOpenCase, toneOf } from "./case-facts.ts";

/** How the case stands, who acts next and by when. */
export function CaseHead({ found, onEnd }: { found: Case; onEnd: () => void }) {
  const words = useWords("cases");
  const open = isOpenCase(found);
  return (
    <section className={`${styles.head} ${styles[toneOf(found)]}`}>
      <h2>{words.states[found.state]}</h2>
      <p>{open ? words.nextActor[found.nextActor] : words.nextActor.nobody}</p>
      {open && found.dueAt ? (
        <>
          <p className={styles.due}>
            {words.dueIn} <Countdown until={found.dueAt} onEnd={onEnd} />
          </p>
          <p>{words.dueText[found.nextActor](dateTime(found.dueAt))}</p>
        </>
      ) : null}
      {found.rejectReason ? <p>{`${words.rejectReason}：${found.rejectReason}`}</p> : null}
    </section>
  );
}

/** How much, by which way, and what was asked. */
export function CaseMoney({ found }: { found: Case }) {
  const words = useWords("cases");
  const refund = found.refund;
  const rows: [string, string][] = [
    [words.route, words.routeText],
    ...(refund ? [[words.progress, words.refundStates[refund.state] ?? refund.state] as [string, string]] : []),
    [words.reason, words.reasons[found.reason] ?? found.reason],
    ...(found.note ? [[words.note, found.note] as [string, string]] : []),
    [words.shop, found.shopName],
    [words.order, found.orderId],
    [words.openedAt, dateTime(found.openedAt)],
  ];
  return (
    <section className={styles.card}>
      <p className={styles.amount}>
        <span>{words.amount}</span>
        <Price fen={found.fen} size="large" />
      </p>
      <dl className={styles.facts}>
        {rows.map(([label, text]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export function CaseProgress({ found }: { found: Case }) {
  const words = useWords("cases");
  // Moves of one moment keep their order: the list comes oldest first.
  const newest = [...found.history].reverse().sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  const arrived = found.refund?.succeededAt;
  const steps = newest.map(({ state, byWhom, note, at }) => ({
    title: words.states[state],
    note: [words.byWhom[byWhom], words.notes[note] ?? note].filter(Boolean).join(" · "),
    time: dateTime(at),
  }));
  const [first, ...rest] = steps;
  const last = first && arrived ? { ...first, note: `${first.note} · ${words.arrivedAt(dateTime(arrived))}` } : first;
  return (
    <section className={styles.card} aria-label={words.progress}>
      <h3>{words.progress}</h3>
      <Steps now={0} newestFirst steps={last ? [last, ...rest] : []} />
    </section>
  );
}
