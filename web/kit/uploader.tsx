import { useRef, useState } from "react";
import { Icon } from "./icon.tsx";
import { Picture } from "./picture.tsx";
import { useRefusalText } from "./refusal-text.ts";
import styles from "./uploader.module.css";
import { useWords } from "./words.ts";

export type Uploaded = { id: string; url: string };
type Pending = { key: number; file: File; preview: string; problem?: unknown };
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
  const [pending, setPending] = useState<Pending[]>([]);
  const input = useRef<HTMLInputElement>(null);
  const keys = useRef(0);
  const now = useRef(value);
  now.current = value;
  const problem = pending.find((one) => one.problem)?.problem;
  const text = useRefusalText(problem);
  const used = value.length + pending.length;

  const drop = (one: Pending) => {
    URL.revokeObjectURL(one.preview);
    setPending((before) => before.filter((other) => other.key !== one.key));
  };
  const attempt = async (one: Pending) => {
    setPending((before) => before.map((other) => (other.key === one.key ? { ...other, problem: undefined } : other)));
    try {
      const uploaded = await send(one.file);
      now.current = [...now.current, uploaded];
      onChange(now.current);
      drop(one);
    } catch (found) {
      setPending((before) => before.map((other) => (other.key === one.key ? { ...other, problem: found } : other)));
    }
  };
  const choose = (files: FileList | null) => {
    const chosen = [...(files ?? [])].slice(0, most - used);
    const fresh = chosen.map((file) => ({ key: ++keys.current, file, preview: URL.createObjectURL(file) }));
    setPending((before) => [...before, ...fresh]);
    for (const one of fresh) void attempt(one);
    if (input.current) input.current.value = "";
  };

  return (
    <div>
      <ul className={styles.list}>
        {value.map((one) => (
          <li key={one.id} className={styles.item}>
            <Picture src={one.url} alt="" radius={12} />
            <button
              type="button"
              className={styles.remove}
              aria-label={words.remove}
              onClick={() => onChange(value.filter((other) => other.id !== one.id))}
            >
              <Icon name="close" size={12} weight={2.4} />
            </button>
          </li>
        ))}
        {pending.map((one) => (
          <li key={one.key} className={styles.item}>
            <Picture src={one.preview} alt="" radius={12} />
            <button
              type="button"
              className={one.problem ? styles.failed : styles.sending}
              disabled={!one.problem}
              onClick={() => void attempt(one)}
            >
              {one.problem ? words.uploadFailed : words.uploading}
            </button>
            {one.problem ? (
              <button type="button" className={styles.remove} aria-label={words.remove} onClick={() => drop(one)}>
                <Icon name="close" size={12} weight={2.4} />
              </button>
            ) : null}
          </li>
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
