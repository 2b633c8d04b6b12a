import { Link } from "@tanstack/react-router";
import { Icon, type IconName } from "./icon.tsx";
import styles from "./tab-bar.module.css";

export type TabBarItem = { to: string; icon: IconName; label: string; badge?: number | undefined };

export function TabBar({ items, label }: { items: TabBarItem[]; label: string }) {
  return (
    <nav className={styles.bar} aria-label={label}>
      {items.map((item) => (
        <Link
          key={item.to}
          to={item.to}
          className={styles.item}
          activeOptions={{ exact: item.to === "/", includeSearch: false }}
        >
          <span className={styles.icon}>
            <Icon name={item.icon} size={24} />
            {item.badge ? <i className={styles.badge}>{item.badge > 99 ? "99+" : item.badge}</i> : null}
          </span>
          <span>{item.label}</span>
        </Link>
      ))}
    </nav>
  );
}
