import { Button, Input } from "antd";
import { useEffect, useState } from "react";
import { Icon } from "../../../kit/icon.tsx";
import { useWords } from "../../../kit/words.ts";
import { useDeed } from "../../parts/use-deed.ts";
import styles from "./comments.module.css";
import type { Comment, Desk } from "./desk-feed.ts";
import type { DeskTools } from "./use-desk.ts";
import { SAY_FIELD } from "./use-shortcuts.ts";

type Props = { desk: Desk; replyTo: Comment | null; onReplied: () => void; tools: DeskTools };

export function SayField({ desk, replyTo, onReplied, tools }: Props) {
  const words = useWords("desk");
  const [text, setText] = useState("");
  const send = useDeed("sendMessage", {
    onDone: (message) => {
      tools.addOwn(message);
      setText("");
      onReplied();
    },
  });
  useEffect(() => {
    if (replyTo) document.getElementById(SAY_FIELD)?.focus();
  }, [replyTo]);
  const said = text.trim();
  const submit = () => {
    if (said && !send.isPending)
      send.mutate({ roomId: desk.id, text: said, ...(replyTo ? { replyTo: replyTo.id } : {}) });
  };
  const label = desk.role === "host" ? words.say : words.sayAsModerator;
  return (
    <div className={styles.say}>
      {replyTo ? (
        <p className={styles.replying}>
          <span>{`${words.replyTo(replyTo.name)}：${replyTo.text}`}</span>
          <button type="button" aria-label={words.cancelReply} onClick={onReplied}>
            <Icon name="close" size={14} />
          </button>
        </p>
      ) : null}
      <div className={styles.sayLine}>
        <Input
          id={SAY_FIELD}
          size="large"
          value={text}
          maxLength={100}
          placeholder={label}
          aria-label={label}
          onChange={(event) => setText(event.target.value)}
          onPressEnter={(event) => {
            if (!event.nativeEvent.isComposing) submit();
          }}
          onKeyDown={(event) => {
            if (event.key === "Escape") onReplied();
          }}
        />
        <Button type="primary" disabled={!said} loading={send.isPending} onClick={submit}>
          {words.send}
        </Button>
      </div>
    </div>
  );
}
