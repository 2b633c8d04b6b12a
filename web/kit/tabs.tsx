import { Tabs as Parts } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import styles from "./tabs.module.css";

export type TabItem = { value: string; label: string; badge?: number | undefined };
type Props = {
  items: TabItem[];
  value: string;
  onChange: (value: string) => void;
  /** What the tabs choose between, for screen readers. */
  label: string;
  look?: "line" | "pill";
  dark?: boolean;
  children?: ReactNode;
};

export function Tabs({ items, value, onChange, label, look = "line", dark = false, children }: Props) {
  return (
    <Parts.Root className={styles.tabs} value={value} onValueChange={(next) => onChange(String(next))}>
      <Parts.List className={`${styles.list} ${styles[look]} ${dark ? styles.dark : ""}`} aria-label={label}>
        {items.map((item) => (
          <Parts.Tab key={item.value} value={item.value} className={styles.tab}>
            {item.label}
            {item.badge ? <i className={styles.badge}>{item.badge > 99 ? "99+" : item.badge}</i> : null}
          </Parts.Tab>
        ))}
        <Parts.Indicator className={styles.mark} />
      </Parts.List>
      {children === undefined ? null : <Parts.Panel value={value}>{children}</Parts.Panel>}
    </Parts.Root>
  );
}
