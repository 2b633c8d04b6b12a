import { useSyncExternalStore } from "react";
import { useWords } from "../../../kit/words.ts";
import { BagList, type BagProps } from "./bag-list.tsx";
import { CouponStrip } from "./coupon-strip.tsx";
import styles from "./side-panel.module.css";

const wide = matchMedia("(min-width: 1180px)");
const subscribe = (listener: () => void) => {
  wide.addEventListener("change", listener);
  return () => wide.removeEventListener("change", listener);
};

/** On a wide screen the bag stands open beside the room. */
export function SidePanel(bag: BagProps) {
  const words = useWords("room");
  const isWide = useSyncExternalStore(subscribe, () => wide.matches);
  if (!isWide || bag.room.shelf.length === 0) return null;
  return (
    <aside className={styles.side} aria-label={words.sideTitle}>
      <h2 className={styles.title}>{words.sideTitle}</h2>
      <div className={styles.body}>
        <CouponStrip shelf={bag.room.shelf} />
        <BagList {...bag} />
      </div>
    </aside>
  );
}
