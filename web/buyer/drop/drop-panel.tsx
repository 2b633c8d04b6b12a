import type { Deal } from "../../kit/deals.ts";
import { useWords } from "../../kit/words.ts";
import { DropClock } from "./drop-clock.tsx";
import { Admitted, Drawing, Say, Waiting } from "./line-panels.tsx";
import { LineRefusal } from "./line-refusal.tsx";
import styles from "./line.module.css";
import type { LineView } from "./line-view.ts";

/** What is said between the drop's head and its deed. */
export function DropPanel({ deal, line }: { deal: Deal; line: LineView }) {
  const words = useWords("drop");
  switch (line.view) {
    case "used":
      return <Say icon="check" tone="good" title={words.usedTitle} hint={words.usedHint} />;
    case "over":
      return <Say icon="clock" tone="plain" title={words.overTitle} hint={words.overHint} />;
    case "joining":
      return <Say title={words.joining} />;
    case "proving":
      return <Say title={words.proving} hint={words.provingHint} />;
    case "refused":
      return <LineRefusal problem={line.problem} />;
    case "admitted":
      return <Admitted until={line.until} />;
    case "drawing":
      return <Drawing place={line.place} />;
    case "waiting":
      return <Waiting place={line.place} />;
    case "gone":
      return <Say icon="box" tone="plain" title={words.goneTitle} hint={words.goneHint} />;
    case "soon":
    case "hidden":
    case "open":
      return <Before deal={deal} view={line.view} />;
  }
}

function Before({ deal, view }: { deal: Deal; view: "soon" | "hidden" | "open" }) {
  const words = useWords("drop");
  const hints = { soon: words.startsHint, hidden: words.unpricedHint, open: "" };
  return (
    <div className={styles.say}>
      <span className={styles.clock}>
        <DropClock deal={deal} stage={view === "open" ? "on" : view} look="boxes" />
      </span>
      {hints[view] ? <p>{hints[view]}</p> : null}
      <div className={styles.how}>
        <b>{words.how}</b>
        <p>{deal.admission === "line" ? words.howLine : words.howOpen}</p>
      </div>
    </div>
  );
}
