import { createContext, type ReactNode, useContext } from "react";
import { useWords } from "../../../kit/words.ts";
import { type Fault, faultAt } from "../../parts/field-faults.ts";
import styles from "./editor.module.css";

export const FaultContext = createContext<readonly Fault[]>([]);

/** The sentence for what is wrong at a pointer; undefined when nothing is. */
export function useFaultText(): (pointer: string) => string | undefined {
  const { faults: said } = useWords("goods");
  const faults = useContext(FaultContext);
  return (pointer) => {
    const fault = faultAt(faults, pointer);
    return fault && (said[fault.code] ?? said.wrong);
  };
}

type Props = { label: string; pointer?: string; hint?: string; needed?: boolean; children: ReactNode };

/** A field with its fault beneath it. Controls inside carry their own accessible names. */
export function Field({ label, pointer, hint, needed = false, children }: Props) {
  const text = useFaultText()(pointer ?? "/nowhere");
  return (
    <div className={styles.field} data-fault={text ? pointer : undefined}>
      <span className={styles.label}>
        {label}
        {needed ? <i aria-hidden>*</i> : null}
      </span>
      {children}
      {text ? (
        <p className={styles.fault} role="alert">
          {text}
        </p>
      ) : hint ? (
        <p className={styles.hint}>{hint}</p>
      ) : null}
    </div>
  );
}
