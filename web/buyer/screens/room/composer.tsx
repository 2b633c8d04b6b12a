import { type FocusEvent, type FormEvent, useState } from "react";
import { Button } from "../../../kit/button.tsx";
import { isProblem } from "../../../kit/problem.ts";
import { useRefusalText } from "../../../kit/refusal-text.ts";
import { useCall } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import styles from "./bottom-bar.module.css";
import type { Message } from "./room-now.ts";

type Props = {
  roomId: string;
  onSent: (message: Message) => void;
  onMuted: () => void;
  onLeave: () => void;
};

const lettersMost = 100;

/** Says something in the room. Stays open after sending, for talk is rarely one line. */
export function Composer({ roomId, onSent, onMuted, onLeave }: Props) {
  const words = useWords("room");
  const [text, setText] = useState("");
  const send = useCall("sendMessage", {
    onDone: (message) => {
      onSent(message);
      setText("");
    },
    onProblem: (problem) => {
      if (isProblem(problem, "live.muted")) onMuted();
    },
  });
  const refusal = useRefusalText(send.error);
  const isTooLong = [...text].length > lettersMost;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() && !isTooLong && !send.isPending) send.mutate({ roomId, text: text.trim() });
  };
  const leaveWhenIdle = (event: FocusEvent<HTMLFormElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget) && !text && !send.isPending) onLeave();
  };
  const problem = isTooLong ? words.tooLong : refusal;
  return (
    <form className={styles.composer} onSubmit={submit} onBlur={leaveWhenIdle}>
      {problem ? (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      ) : null}
      <input
        className={styles.input}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && onLeave()}
        placeholder={words.say}
        aria-label={words.say}
        aria-invalid={problem ? true : undefined}
        autoComplete="off"
        enterKeyHint="send"
        // Who tapped the field that stood here wants to write.
        ref={(field) => field?.focus()}
      />
      <Button type="submit" busy={send.isPending} disabled={!text.trim() || isTooLong}>
        {words.send}
      </Button>
    </form>
  );
}
