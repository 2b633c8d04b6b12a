import type { ReactNode } from "react";
import { Countdown } from "../../kit/countdown.tsx";
import { count, whole } from "../../kit/format.ts";
import { Icon, type IconName } from "../../kit/icon.tsx";
import { useWords } from "../../kit/words.ts";
import styles from "./line.module.css";
import type { Place } from "./use-place.ts";

type SayProps = {
  icon?: IconName;
  tone?: "brand" | "good" | "plain";
  title: string;
  hint?: string;
  children?: ReactNode;
};

/** One thing said in the middle of the sheet. */
export function Say({ icon, tone = "brand", title, hint, children }: SayProps) {
  return (
    <div className={styles.say} role="status">
      {icon ? (
        <span className={`${styles.stamp} ${styles[tone]}`} aria-hidden>
          <Icon name={icon} size={30} weight={2} />
        </span>
      ) : (
        <Dots />
      )}
      <h3>{title}</h3>
      {children}
      {hint ? <p>{hint}</p> : null}
    </div>
  );
}

const Dots = () => (
  <span className={styles.dots} aria-hidden>
    <i />
    <i />
    <i />
  </span>
);

/** While lots are drawn among who came in the first seconds. */
export function Drawing({ place }: { place: Place }) {
  const words = useWords("drop");
  return (
    <Say title={words.drawingTitle} hint={words.drawingHint}>
      <span className={styles.clock}>
        <Countdown until={place.drawAt} look="boxes" endedLabel="00:00" />
      </span>
      <Facts place={place} />
    </Say>
  );
}

/** How many are in front; large, because it is what one looks at. */
export function Waiting({ place }: { place: Place }) {
  const words = useWords("drop");
  const position = place.position ?? 0;
  return (
    <div className={styles.say}>
      <h3 className={styles.kicker}>{words.waitingTitle}</h3>
      <p className={styles.position} role="status">
        <span>{words.positionBefore}</span>
        <b data-testid="position">{whole(position)}</b>
        {words.positionAfter ? <span>{words.positionAfter}</span> : null}
      </p>
      <Facts place={place} />
      <p className={position <= place.left ? styles.likely : styles.possible}>
        {position <= place.left ? words.likely : words.possible}
      </p>
      <p>{words.fair}</p>
    </div>
  );
}

function Facts({ place }: { place: Place }) {
  const { facts } = useWords("drop");
  return (
    <dl className={styles.figures}>
      <div>
        <dt>{facts.waiting}</dt>
        <dd>{facts.people(count(place.waiting))}</dd>
      </div>
      <div>
        <dt>{facts.left}</dt>
        <dd>{facts.pieces(count(place.left))}</dd>
      </div>
    </dl>
  );
}

export function Admitted({ until }: { until: string }) {
  const words = useWords("drop");
  return (
    <Say icon="check" tone="good" title={words.admittedTitle} hint={words.admittedHint}>
      <span className={styles.clock}>
        <Countdown until={until} look="boxes" label={words.admittedUntil} />
      </span>
    </Say>
  );
}
