import { Icon } from "./icon.tsx";
import styles from "./stepper.module.css";
import { useWords } from "./words.ts";

type Props = { value: number; min?: number; max?: number; onChange: (value: number) => void; label?: string };

export function Stepper({ value, min = 1, max = 99, onChange, label }: Props) {
  const words = useWords("kit");
  const to = (next: number) => onChange(Math.min(Math.max(next, min), Math.max(min, max)));
  return (
    <div className={styles.stepper} role="group" aria-label={label ?? words.quantity}>
      <button type="button" onClick={() => to(value - 1)} disabled={value <= min} aria-label={words.less}>
        <Icon name="minus" size={16} weight={2} />
      </button>
      <output aria-live="polite">{value}</output>
      <button type="button" onClick={() => to(value + 1)} disabled={value >= max} aria-label={words.plus}>
        <Icon name="plus" size={16} weight={2} />
      </button>
    </div>
  );
}
