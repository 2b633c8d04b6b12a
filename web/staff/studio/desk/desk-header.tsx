import { Link } from "@tanstack/react-router";
import { Button, Modal, Tooltip } from "antd";
import { duration } from "../../../kit/format.ts";
import { Icon } from "../../../kit/icon.tsx";
import { LanguageSwitch } from "../../../kit/language-switch.tsx";
import type { LineState } from "../../../kit/room-socket.ts";
import { useWords } from "../../../kit/words.ts";
import { useDeed } from "../../parts/use-deed.ts";
import { RoomStateTag } from "../parts/room-state.tsx";
import type { Desk } from "./desk-feed.ts";
import styles from "./desk-header.module.css";
import { EndRoom } from "./end-room.tsx";
import { useElapsed } from "./use-elapsed.ts";

type Props = { desk: Desk; line: LineState; helping: boolean; onHelp: (open: boolean) => void };

export function DeskHeader({ desk, line, helping, onHelp }: Props) {
  const words = useWords("desk");
  const onAir = desk.state === "live" || desk.state === "interrupted";
  const announce = useDeed("announceRoom", { done: words.announced, refresh: ["readDesk", "listMyRooms"] });
  return (
    <header className={styles.header}>
      <Link to="/studio/rooms" className={styles.back} aria-label={words.backToRooms}>
        <Icon name="back" size={20} />
      </Link>
      <h1 title={desk.title}>{desk.title}</h1>
      <RoomStateTag state={desk.state} />
      {onAir && desk.startedAt ? <TimeLive from={desk.startedAt} /> : null}
      {desk.role === "moderator" ? <span className={styles.role}>{words.moderatorRole}</span> : null}
      <span className={styles.space} />
      <Tooltip title={words.line[line]}>
        <span className={styles.line} data-state={line} role="status">
          <i aria-hidden />
          {line === "open" ? <span className="read-only-aloud">{words.line.open}</span> : words.line[line]}
        </span>
      </Tooltip>
      <LanguageSwitch />
      <Button type="text" onClick={() => onHelp(true)}>
        {words.shortcuts}
        <kbd>?</kbd>
      </Button>
      {desk.state === "draft" ? (
        <Button loading={announce.isPending} onClick={() => announce.mutate({ roomId: desk.id })}>
          {words.announce}
        </Button>
      ) : null}
      {onAir && desk.role === "host" ? <EndRoom desk={desk} /> : null}
      <Shortcuts open={helping} onClose={() => onHelp(false)} />
    </header>
  );
}

function TimeLive({ from }: { from: string }) {
  const words = useWords("desk");
  return <span className={styles.time}>{words.liveFor(duration(useElapsed(from)))}</span>;
}

function Shortcuts({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { keys, ...words } = useWords("desk");
  const list = [
    ["?", keys.help],
    ["1 – 9", keys.pin],
    ["0", keys.unpin],
    ["C", keys.say],
    ["A", keys.all],
    ["Q", keys.questions],
    ["B", keys.buyers],
    ["Alt ↑ ↓", keys.move],
  ] as const;
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={words.shortcuts} width={420}>
      <p className={styles.hint}>{words.shortcutsHint}</p>
      <dl className={styles.keys}>
        {list.map(([key, deed]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{deed}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
