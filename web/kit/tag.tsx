import type { ReactNode } from "react";
import styles from "./tag.module.css";

export type TagTone = "brand" | "plain" | "good" | "warn" | "bad" | "calm" | "solid" | "glass";

/** Status colours are the same everywhere: good is done, warn waits for someone, bad is refused, calm is under way. */
export const Tag = ({ tone = "plain", children }: { tone?: TagTone; children: ReactNode }) => (
  <span className={`${styles.tag} ${styles[tone]}`}>{children}</span>
);

/** The sign of a room that is live now. */
export const LiveTag = ({ children }: { children: ReactNode }) => (
  <span className={`${styles.tag} ${styles.live}`}>
    <span className={styles.wave} aria-hidden>
      <i />
      <i />
      <i />
    </span>
    {children}
  </span>
);
