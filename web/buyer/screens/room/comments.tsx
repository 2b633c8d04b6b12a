import { memo, useLayoutEffect, useRef, useState } from "react";
import { useWords } from "../../../kit/words.ts";
import styles from "./comments.module.css";
import type { Message } from "./room-now.ts";

const nearEndPx = 28;

/** What people say, newest below. Stands still while it is touched or read further up. */
export function Comments({ messages }: { messages: Message[] }) {
  const words = useWords("room");
  const list = useRef<HTMLDivElement>(null);
  const touched = useRef(false);
  const [isPaused, setPaused] = useState(false);
  const [seenId, setSeenId] = useState<string | undefined>();
  const newestId = messages.at(-1)?.id;
  useLayoutEffect(() => {
    const place = list.current;
    if (!place || isPaused) return;
    place.scrollTop = place.scrollHeight;
    setSeenId(newestId);
  }, [newestId, isPaused]);
  const look = () => {
    const place = list.current;
    if (!place) return;
    const isAtEnd = place.scrollHeight - place.scrollTop - place.clientHeight < nearEndPx;
    setPaused(touched.current || !isAtEnd);
  };
  const hold = (isTouched: boolean) => () => {
    touched.current = isTouched;
    look();
  };
  const unseen = isPaused ? messages.length - 1 - messages.findIndex((one) => one.id === seenId) : 0;
  return (
    <div className={styles.frame}>
      <div
        ref={list}
        className={styles.list}
        role="log"
        aria-label={words.comments}
        tabIndex={0}
        onScroll={look}
        onPointerDown={hold(true)}
        onPointerUp={hold(false)}
        onPointerCancel={hold(false)}
        onPointerLeave={hold(false)}
      >
        {messages.length === 0 ? <p className={styles.first}>{words.noComments}</p> : null}
        {messages.map((message) => (
          <Comment key={message.id} message={message} />
        ))}
      </div>
      {unseen > 0 ? (
        <button type="button" className={styles.chip} onClick={() => setPaused(false)}>
          {words.newMessages(unseen)} ↓
        </button>
      ) : null}
    </div>
  );
}

const Comment = memo(({ message }: { message: Message }) => {
  const words = useWords("room");
  const badges = { host: words.host, moderator: words.moderator, buyer: words.buyer, viewer: null };
  const badge = badges[message.badge];
  return (
    <p className={`${styles.bubble} ${message.badge === "host" ? styles.byHost : ""}`}>
      {badge ? <span className={`${styles.badge} ${styles[message.badge]}`}>{badge}</span> : null}
      <b className={message.mine ? styles.mine : styles.name}>{message.name}</b>
      {message.text}
    </p>
  );
});
