import type { ReactNode } from "react";
import styles from "./step-frame.module.css";

type Props = { children: ReactNode; foot?: ReactNode; tone?: "plain" | "page" };

/** One step inside the sheet: what is read scrolls, what is done stays at the lower edge. */
export const StepFrame = ({ children, foot, tone = "plain" }: Props) => (
  <div className={`${styles.frame} ${styles[tone]}`}>
    <div className={styles.body}>{children}</div>
    {foot ? <div className={styles.foot}>{foot}</div> : null}
  </div>
);
