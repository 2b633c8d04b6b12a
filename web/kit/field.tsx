import { type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes, useId } from "react";
import styles from "./field.module.css";
import { useWords } from "./words.ts";

type Frame = { label: string; hint?: ReactNode; problem?: string | undefined; trailing?: ReactNode };
type OneLine = Frame & { lines?: 1 } & Omit<InputHTMLAttributes<HTMLInputElement>, "className">;
type ManyLines = Frame & { lines: number } & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "className">;

/** A labelled input; what is wrong stands below it and is read aloud with it. */
export function Field(props: OneLine | ManyLines) {
  const { label, hint, problem, trailing, lines = 1, required, ...rest } = props;
  const words = useWords("kit");
  const id = useId();
  const said = problem ?? hint;
  const shared = {
    id,
    required,
    className: styles.input,
    "aria-invalid": problem ? true : undefined,
    "aria-describedby": said ? `${id}-said` : undefined,
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
        {required ? (
          <span className={styles.star} title={words.required} aria-hidden>
            *
          </span>
        ) : null}
      </label>
      <div className={`${styles.box} ${problem ? styles.wrong : ""}`}>
        {lines > 1 ? (
          <textarea rows={lines} {...(rest as TextareaHTMLAttributes<HTMLTextAreaElement>)} {...shared} />
        ) : (
          <input {...(rest as InputHTMLAttributes<HTMLInputElement>)} {...shared} />
        )}
        {trailing ? <span className={styles.trailing}>{trailing}</span> : null}
      </div>
      {said ? (
        <p id={`${id}-said`} className={problem ? styles.problem : styles.hint} role={problem ? "alert" : undefined}>
          {said}
        </p>
      ) : null}
    </div>
  );
}
