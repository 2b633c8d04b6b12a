import { useEffect, useRef } from "react";
import { clockTime, count } from "../../../kit/format.ts";
import { Icon, type IconName } from "../../../kit/icon.tsx";
import { useWords } from "../../../kit/words.ts";
import { useTitle } from "../../parts/tongue.ts";
import styles from "./activities.module.css";
import type { Activity, ShelfItem } from "./desk-feed.ts";
import frame from "./desk.module.css";

type Props = { activity: Activity[]; shelf: ShelfItem[] };

const icons: Record<Activity["deed"], IconName> = {
  paid: "orders",
  placed: "orders",
  going: "bag",
  liked: "heart",
  operated: "person",
  pinOver: "clock",
  turned: "video",
};

/** Deeds that name a product. */
const ofProducts = new Set<string>(["pin", "shelf", "deal", "slice"]);

function useTold(shelf: ShelfItem[]): (one: Activity) => string {
  const words = useWords("desk");
  const titleOf = useTitle();
  const product = (found: ShelfItem | undefined) => (found ? words.itemName(found.number, titleOf(found)) : "");
  return (one) => {
    switch (one.deed) {
      case "paid":
      case "placed":
      case "going":
        return words[one.deed](one.name, one.count, product(shelf.find(({ id }) => id === one.productId)));
      case "liked":
        return words.liked(count(one.count));
      case "operated": {
        const known = ofProducts.has(one.what) ? shelf.find(({ titleZh }) => titleZh === one.name) : undefined;
        return words.operated[one.what](one.by, known ? product(known) : one.name);
      }
      case "pinOver":
        return words.pinOver[one.why];
      case "turned":
        return words.turned[one.state] ?? one.state;
    }
  };
}

/** Orders, likes and what the other operators do, as they happen. */
export function Activities({ activity, shelf }: Props) {
  const words = useWords("desk");
  const told = useTold(shelf);
  const place = useRef<HTMLOListElement>(null);
  const last = activity.at(-1)?.key;
  useEffect(() => {
    const list = place.current;
    if (list && !list.matches(":hover")) list.scrollTop = list.scrollHeight;
  }, [last]);
  return (
    <section className={`${frame.panel} ${styles.activities}`} aria-label={words.activity}>
      <header className={frame.panelHead}>
        <h2>{words.activity}</h2>
      </header>
      <ol ref={place} className={styles.list} aria-label={words.activity}>
        {activity.length === 0 ? <li className={styles.none}>{words.noActivity}</li> : null}
        {activity.map((one) => (
          <li key={one.key} className={styles.line} data-deed={one.deed}>
            <Icon name={icons[one.deed]} size={16} />
            <span>{told(one)}</span>
            <time>{clockTime(one.at)}</time>
          </li>
        ))}
      </ol>
    </section>
  );
}
