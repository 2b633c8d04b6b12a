import { Button, Popconfirm } from "antd";
import { count, money } from "../../../../kit/format.ts";
import { Picture } from "../../../../kit/picture.tsx";
import { useWords } from "../../../../kit/words.ts";
import { DealClock, DealTag, type Figures, isOpen, isSecret, useDealPrice } from "../../../deals/deal-state.tsx";
import { useTitle } from "../../../parts/tongue.ts";
import styles from "./drops.module.css";
import type { DropTools } from "./use-drops.ts";

type Props = { drop: Figures; tools: DropTools; onAir: boolean };

/** One drop of the room: how it stands, how it goes, what can be done with it. */
export function DropRow({ drop, tools, onAir }: Props) {
  const words = useWords("deals");
  const title = useTitle()(drop);
  const priceOf = useDealPrice();
  return (
    <li className={styles.drop} data-state={drop.state} aria-label={words.rowName(words.states[drop.state], title)}>
      <div className={styles.head}>
        <span className={styles.picture}>
          <Picture src={drop.pictureUrl} alt="" radius={8} />
        </span>
        <div className={styles.text}>
          <span className={styles.title}>
            <DealTag deal={drop} />
            <b title={title}>{title}</b>
          </span>
          <span className={styles.money}>
            <strong>{priceOf(drop)}</strong>
            <s>{money(drop.listFen)}</s>
            <span className={styles.clock}>
              <DealClock deal={drop} />
            </span>
          </span>
        </div>
        {isOpen(drop) ? <Deeds drop={drop} tools={tools} onAir={onAir} /> : null}
      </div>
      <Counters drop={drop} />
    </li>
  );
}

function Deeds({ drop, tools, onAir }: Props) {
  const words = useWords("deals");
  const kit = useWords("kit");
  const busy = tools.busyId === drop.id;
  return (
    <div className={styles.deeds}>
      {isSecret(drop) ? (
        <Button type="primary" loading={busy} onClick={() => tools.reveal(drop.id)}>
          {words.reveal}
        </Button>
      ) : null}
      {drop.state === "scheduled" ? (
        <Button loading={busy} disabled={!onAir} onClick={() => tools.start(drop.id)}>
          {words.start}
        </Button>
      ) : null}
      <Popconfirm
        title={words.stopAsk}
        description={<span className={styles.ask}>{words.stopHint(count(drop.left))}</span>}
        okText={words.stopSure}
        cancelText={kit.cancel}
        okButtonProps={{ danger: true }}
        onConfirm={() => tools.stop(drop.id)}
      >
        <Button danger loading={busy}>
          {words.stop}
        </Button>
      </Popconfirm>
    </div>
  );
}

function Counters({ drop }: { drop: Figures }) {
  const words = useWords("deals");
  const figures = [
    ["left", words.left, `${count(drop.left)}/${count(drop.pieces)}`],
    ["unpaid", words.unpaid, count(drop.unpaid)],
    ["paid", words.paid, count(drop.paid)],
    ["buyers", words.buyers, count(drop.buyers)],
    ["gmv", words.gmv, money(drop.gmvFen)],
    ["waiting", words.waiting, count(drop.waiting)],
    ["admitted", words.admitted, count(drop.admitted)],
  ] as const;
  return (
    <dl className={styles.counters} aria-label={words.figures}>
      {figures.map(([key, name, text]) => (
        <div key={key} data-figure={key}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
