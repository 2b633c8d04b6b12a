import type { ReactNode } from "react";
import styles from "./empty.module.css";
import { Icon, type IconName } from "./icon.tsx";
import { useWords } from "./words.ts";

type Props = {
  title?: string | undefined;
  hint?: string | undefined;
  icon?: IconName;
  action?: ReactNode;
  dark?: boolean;
};

/** Nothing here, said kindly, with the next step. */
export function Empty({ title, hint, icon = "bag", action, dark = false }: Props) {
  const words = useWords("kit");
  return (
    <div className={`${styles.empty} ${dark ? styles.dark : ""}`}>
      <div className={styles.art} aria-hidden>
        <span className={styles.halo} />
        <span className={styles.disc}>
          <Icon name={icon} size={34} weight={1.5} />
        </span>
      </div>
      <p className={styles.title}>{title ?? words.emptyTitle}</p>
      {hint ? <p className={styles.hint}>{hint}</p> : null}
      {action ? <div className={styles.action}>{action}</div> : null}
    </div>
  );
}
