import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import styles from "./cell.module.css";
import { Icon, type IconName } from "./icon.tsx";

type Props = {
  title: ReactNode;
  hint?: ReactNode;
  value?: ReactNode;
  icon?: IconName;
  to?: string;
  onPress?: () => void;
};

/** One row: what it is at the left, what it says at the right; an arrow when it leads somewhere. */
export function Cell({ title, hint, value, icon, to, onPress }: Props) {
  const inside = (
    <>
      {icon ? <Icon name={icon} size={22} className={styles.icon} /> : null}
      <span className={styles.main}>
        <span className={styles.title}>{title}</span>
        {hint ? <span className={styles.hint}>{hint}</span> : null}
      </span>
      {value === undefined ? null : <span className={styles.value}>{value}</span>}
      {to || onPress ? <Icon name="next" size={16} className={styles.arrow} /> : null}
    </>
  );
  if (to)
    return (
      <Link to={to} className={styles.cell}>
        {inside}
      </Link>
    );
  if (onPress)
    return (
      <button type="button" className={styles.cell} onClick={onPress}>
        {inside}
      </button>
    );
  return <div className={styles.cell}>{inside}</div>;
}

export const CellGroup = ({ title, children }: { title?: string; children: ReactNode }) => (
  <section>
    {title ? <h2 className={styles.groupTitle}>{title}</h2> : null}
    <div className={styles.group}>{children}</div>
  </section>
);
