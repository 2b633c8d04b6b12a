import { App, Button } from "antd";
import { useState } from "react";
import type { AnswerOf } from "../../../kit/api.ts";
import { dateTime } from "../../../kit/format.ts";
import { Icon } from "../../../kit/icon.tsx";
import { toast } from "../../../kit/toast.tsx";
import { useWords } from "../../../kit/words.ts";
import { useDeed } from "../../parts/use-deed.ts";
import type { Desk } from "./desk-feed.ts";
import styles from "./push.module.css";

type Fresh = AnswerOf<"makeStreamKey">;

function useCopy(): (text: string) => void {
  const words = useWords("desk");
  return (text) =>
    void navigator.clipboard.writeText(text).then(
      () => toast({ text: words.copied, look: "good" }),
      () => toast({ text: words.copyFailed, look: "bad" }),
    );
}

/** Address and key of the encoder. A fresh key is shown until this page is left, and never again. */
export function PushSettings({ desk: room, onChange }: { desk: Desk; onChange: () => void }) {
  const words = useWords("desk");
  const { modal } = App.useApp();
  const [fresh, setFresh] = useState<Fresh | null>(null);
  const roomId = room.id;
  const make = useDeed("makeStreamKey", {
    onDone: (made) => {
      setFresh(made);
      onChange();
    },
  });
  const revoke = useDeed("revokeStreamKey", {
    done: words.revoked,
    onDone: () => {
      setFresh(null);
      onChange();
    },
  });
  const ask = (title: string, content: string, okText: string, act: () => void) =>
    void modal.confirm({ title, content, okText, okButtonProps: { danger: true }, onOk: act });
  const remake = () => {
    if (!room.key) make.mutate({ roomId });
    else ask(words.remakeAsk, words.remakeHint, words.remakeKey, () => make.mutate({ roomId }));
  };
  const askRevoke = () => ask(words.revokeAsk, words.revokeHint, words.revokeKey, () => revoke.mutate({ roomId }));
  return (
    <section className={styles.push} aria-label={words.push}>
      <Line name={words.rtmpUrl} text={fresh?.rtmpUrl ?? room.rtmpUrl} copyLabel={words.copyUrl} />
      {fresh ? (
        <Line name={words.streamKey} text={fresh.key} copyLabel={words.copyKey} note={words.keyOnce} />
      ) : (
        <Line name={words.streamKey} text={room.key ? words.keyIs(room.key.lastFour) : words.noKey} />
      )}
      <footer className={styles.foot}>
        <small>{room.key ? words.keyUntil(dateTime(room.key.expiresAt)) : ""}</small>
        {room.key ? (
          <Button type="text" danger loading={revoke.isPending} onClick={askRevoke}>
            {words.revokeKey}
          </Button>
        ) : null}
        <Button type={room.key ? "default" : "primary"} loading={make.isPending} onClick={remake}>
          {room.key ? words.remakeKey : words.makeKey}
        </Button>
      </footer>
    </section>
  );
}

type LineProps = { name: string; text: string; copyLabel?: string; note?: string };

function Line({ name, text, copyLabel, note }: LineProps) {
  const copy = useCopy();
  return (
    <div className={styles.line}>
      <span className={styles.name}>{name}</span>
      <span className={styles.text}>
        <code>{text}</code>
        {note ? <em role="status">{note}</em> : null}
      </span>
      {copyLabel ? (
        <button type="button" className={styles.copy} aria-label={copyLabel} onClick={() => copy(text)}>
          <Icon name="copy" size={18} />
        </button>
      ) : null}
    </div>
  );
}
