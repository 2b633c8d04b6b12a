import type { ReactNode } from "react";
import styles from "./page.module.css";

type Props = { title: string; hint?: string; children?: ReactNode };

/** What this page is, and its one primary deed. */
export const PageHead = ({ title, hint, children }: Props) => (
  <header className={styles.head}>
    <div>
      <h1>{title}</h1>
      {hint ? <p>{hint}</p> : null}
    </div>
    {children ? <div className={styles.deeds}>{children}</div> : null}
  </header>
);
