import { Link } from "@tanstack/react-router";
import type { Deal } from "../../kit/deals.ts";
import { Icon } from "../../kit/icon.tsx";
import { useWords } from "../../kit/words.ts";
import { useTongue } from "../buy/tongue.ts";
import styles from "./band.module.css";
import { DropClock } from "./drop-clock.tsx";
import { DropPieces } from "./drop-pieces.tsx";
import { DropPrice } from "./drop-price.tsx";
import { useStage } from "./use-stage.ts";

/** Under the picture: the price of the drop, until when, how many are left, and whose it is. */
export default function DealBand({ deal, here }: { deal: Deal; here?: string | undefined }) {
  const words = useWords("drop");
  const stage = useStage(deal);
  const said = useTongue();
  const rules = [
    deal.options.map(({ value }) => said(value)).join(" "),
    words.perBuyer(deal.perBuyer),
    deal.verifiedOnly ? words.verifiedOnly : "",
    deal.takesCoupons ? "" : words.noCoupons,
  ].filter(Boolean);
  const elsewhere = deal.roomId !== null && deal.roomId !== here;
  return (
    <section className={styles.band} aria-label={words.sheet} data-stage={stage}>
      <div className={styles.price}>
        <span className={styles.label}>{words.priceTag}</span>
        <DropPrice deal={deal} size="large" />
      </div>
      <div className={styles.side}>
        <span className={styles.clock}>
          <DropClock deal={deal} stage={stage} look="boxes" />
        </span>
        <DropPieces deal={deal} stage={stage} />
      </div>
      <p className={styles.rules}>
        <span>{rules.join(" · ")}</span>
        {elsewhere ? (
          <Link to="/rooms/$roomId" params={{ roomId: deal.roomId } as never} className={styles.room}>
            {words.roomOnly} · {words.toRoom}
            <Icon name="next" size={14} />
          </Link>
        ) : null}
      </p>
    </section>
  );
}
