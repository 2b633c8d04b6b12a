import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";
import styles from "./notice-bar.module.css";
import { useWords } from "./words.ts";

type Props = {
  tone?: "warn" | "calm" | "bad" | "glass";
  icon?: IconName;
  children: ReactNode;
  action?: ReactNode;
  onClose?: () => void;
};

export function NoticeBar({ tone = "warn", icon = "speaker", children, action, onClose }: Props) {
  const words = useWords("kit");
  return (
    <div className={`${styles.notice} ${styles[tone]}`} role="status">
      <Icon name={icon} size={18} />
      <span className={styles.text}>{children}</span>
      {action}
      {onClose ? (
        <button type="button" className={styles.close} onClick={onClose} aria-label={words.close}>
          <Icon name="close" size={16} />
        </button>
      ) : null}
    </div>
  );
}
