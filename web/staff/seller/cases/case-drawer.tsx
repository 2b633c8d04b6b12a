import { Link } from "@tanstack/react-router";
import { Drawer } from "antd";
import { Countdown } from "../../../kit/countdown.tsx";
import { dateTimeZone, money } from "../../../kit/format.ts";
import { Steps } from "../../../kit/steps.tsx";
import { useWords } from "../../../kit/words.ts";
import styles from "../orders/orders.module.css";
import { type Asked, CaseDeeds } from "./cases.tsx";
import { CaseStateTag, type ShopCase } from "./case-state.tsx";

type Props = {
  shopId: string;
  which: ShopCase | undefined;
  onClose: () => void;
  onAsk: (asked: Asked) => void;
};

/** One refund: who acts next and by when, and all that has happened. */
export function CaseDrawer({ which, onClose, onAsk }: Props) {
  const words = useWords("sales");
  return (
    <Drawer open={which !== undefined} onClose={onClose} title={words.caseTitle} size={560} destroyOnHidden>
      {which ? <Inside which={which} onAsk={onAsk} /> : null}
    </Drawer>
  );
}

function Inside({ which, onAsk }: { which: ShopCase; onAsk: (asked: Asked) => void }) {
  const words = useWords("sales");
  const steps = which.history.toReversed().map(({ state, byWhom, note, at }) => ({
    title: words.caseStates[state],
    note: [words.byWhom[byWhom] ?? byWhom, words.caseNotes[note] ?? note].filter(Boolean).join(" · "),
    time: dateTimeZone(at),
  }));
  return (
    <div className={styles.stack}>
      <div className={styles.top}>
        <span>
          <b>{money(which.fen)}</b> <CaseStateTag state={which.state} />
        </span>
        <span className={styles.deeds}>
          <CaseDeeds which={which} onAsk={onAsk} />
        </span>
      </div>
      <p className={styles.box}>
        {words.nextActor[which.nextActor]}
        {which.dueAt ? (
          <>
            {" · "}
            <Countdown until={which.dueAt} label={words.deadline} endedLabel={words.overdue} />
          </>
        ) : null}
      </p>
      <dl className={styles.facts}>
        <dt>{words.order}</dt>
        <dd>
          <Link to={"/seller/orders" as string} search={{ order: which.orderId } as never}>
            {which.orderId}
          </Link>
        </dd>
        <dt>{words.reason}</dt>
        <dd>{words.reasons[which.reason]}</dd>
        {which.note ? (
          <>
            <dt>{words.note}</dt>
            <dd>{which.note}</dd>
          </>
        ) : null}
        {which.rejectReason ? (
          <>
            <dt>{words.rejectReason}</dt>
            <dd>{which.rejectReason}</dd>
          </>
        ) : null}
        <dt>{words.openedAt}</dt>
        <dd>{dateTimeZone(which.openedAt)}</dd>
      </dl>
      <section>
        <h3>{words.progress}</h3>
        <Steps steps={steps} now={0} newestFirst />
      </section>
    </div>
  );
}
