import { Link } from "@tanstack/react-router";
import { Icon, type IconName } from "../../../kit/icon.tsx";
import { useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import styles from "./me.module.css";

type Door = { key: string; icon: IconName; label: string; badge: number; to: string; tab?: string };

/** The ways into the orders; each badge counts what its list holds. */
export function OrderDoors({ signedIn }: { signedIn: boolean }) {
  const words = useWords("me");
  const read = useQueryOf("listMyOrders", { tab: "all", limit: 1 }, { enabled: signedIn });
  const counts = signedIn ? read.data?.counts : undefined;
  const doors: Door[] = [
    { key: "pay", icon: "clock", label: words.toPay, badge: counts?.toPay ?? 0, to: "/orders", tab: "to_pay" },
    { key: "ship", icon: "box", label: words.toShip, badge: counts?.toShip ?? 0, to: "/orders", tab: "to_ship" },
    {
      key: "receive",
      icon: "truck",
      label: words.toReceive,
      badge: counts?.toReceive ?? 0,
      to: "/orders",
      tab: "to_receive",
    },
    { key: "cases", icon: "refresh", label: words.refunds, badge: 0, to: "/cases" },
  ];
  return (
    <section className={styles.card}>
      <div className={styles.cardHead}>
        <h2>{words.orders}</h2>
        <Link to="/orders" className={styles.all}>
          {words.allOrders}
          <Icon name="next" size={14} />
        </Link>
      </div>
      <nav className={styles.doors} aria-label={words.orders}>
        {doors.map(({ key, icon, label, badge, to, tab }) => (
          <Link key={key} to={to} search={(tab ? { tab } : {}) as never} className={styles.door}>
            <span className={styles.doorIcon}>
              <Icon name={icon} size={26} weight={1.5} />
              {badge > 0 ? <i aria-hidden>{badge > 99 ? "99+" : badge}</i> : null}
            </span>
            {label}
            {badge > 0 ? <span className="read-only-aloud">{words.waiting(badge)}</span> : null}
          </Link>
        ))}
      </nav>
    </section>
  );
}
