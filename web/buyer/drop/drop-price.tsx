import type { Deal } from "../../kit/deals.ts";
import { money } from "../../kit/format.ts";
import { Price } from "../../kit/price.tsx";
import { useWords } from "../../kit/words.ts";
import styles from "./drop.module.css";

/** The price of the drop beside the one it has otherwise; ¥??? while the host has not revealed it. */
export function DropPrice({ deal, size = "medium" }: { deal: Deal; size?: "medium" | "large" | "hero" }) {
  const words = useWords("drop");
  const kit = useWords("kit");
  if (deal.priceFen !== null)
    return <Price fen={deal.priceFen} wasFen={deal.listFen} wasLabel={kit.price} size={size} />;
  return (
    <span className={`${styles.unpriced} ${styles[size]}`}>
      <b aria-hidden>¥???</b>
      <span>{words.unpriced}</span>
      <s>
        <span className="read-only-aloud">{kit.price}</span>
        {money(deal.listFen).replace(/\.00$/, "")}
      </s>
    </span>
  );
}
