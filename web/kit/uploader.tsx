import { useRef } from "react";
import { Icon } from "./icon.tsx";
import { Picture } from "./picture.tsx";
import { useRefusalText } from "./refusal-text.ts";
import styles from "./uploader.module.css";
import { type Pending, useSending } from "./use-sending.ts";
import { useWords } from "./words.ts";

export type Uploaded = { id: string; url: string };
type Props = {
  value: Uploaded[];
  most?: number;
  onChange: (value: Uploaded[]) => void;
  /** Sends one file and answers what the server made of it. */
  send: (file: File) => Promise<Uploaded>;
  label?: string;
};

/** Pictures are sent as they are chosen; what failed stays and can be tried again. */
export function Uploader({ value, most = 9, onChange, send, label }: Props) {
  const words = useWords("kit");
  const { pending, add, retry, drop } = useSending(value, onChange, send);
  const input = useRef<HTMLInputElement>(null);
  const problem = pending.find((one) => one.problem)?.problem;
  const text = useRefusalText(problem);
  const used = value.length + pending.length;
  const choose = (files: FileList | null) => {
    add([...(files ?? [])].slice(0, most - used));
    if (input.current) input.current.value = "";
  };
  return (
    <div>
      <ul className={styles.list}>
        {value.map((one) => (
          <li key={one.id} className={styles.item}>
            <Picture src={one.url} alt="" radius={12} />
            <RemoveButton onRemove={() => onChange(value.filter((other) => other.id !== one.id))} />
          </li>
        ))}
        {pending.map((one) => (
          <PendingPicture key={one.key} one={one} onRetry={() => retry(one)} onDrop={() => drop(one)} />
        ))}
        {used < most ? (
          <li className={styles.item}>
            <button type="button" className={styles.add} onClick={() => input.current?.click()}>
              <Icon name="camera" size={26} weight={1.5} />
              <span>{label ?? words.upload}</span>
              <small>{words.uploadLeft(used, most)}</small>
            </button>
          </li>
        ) : null}
      </ul>
      {problem ? (
        <p className={styles.problem} role="alert">
          {text}
        </p>
      ) : null}
      <input
        ref={input}
        type="file"
        accept="image/*"
        multiple={most > 1}
        // Not `hidden`: antd's form styles draw every file field.
        style={{ display: "none" }}
        onChange={(event) => choose(event.target.files)}
      />
    </div>
  );
}

function RemoveButton({ onRemove }: { onRemove: () => void }) {
  const words = useWords("kit");
  return (
    <button type="button" className={styles.remove} aria-label={words.remove} onClick={onRemove}>
      <Icon name="close" size={12} weight={2.4} />
    </button>
  );
}

function PendingPicture({ one, onRetry, onDrop }: { one: Pending; onRetry: () => void; onDrop: () => void }) {
  const words = useWords("kit");
  const failed = Boolean(one.problem);
  return (
    <li className={styles.item}>
      <Picture src={one.preview} alt="" radius={12} />
      <button type="button" className={failed ? styles.failed : styles.sending} disabled={!failed} onClick={onRetry}>
        {failed ? words.uploadFailed : words.uploading}
      </button>
      {failed ? <RemoveButton onRemove={onDrop} /> : null}
    </li>
  );
}
