import type { Deal, DealStage } from "../../kit/deals.ts";
import { Picture } from "../../kit/picture.tsx";
import { Tag } from "../../kit/tag.tsx";
import { useWords } from "../../kit/words.ts";
import { useTitle, useTongue } from "../buy/tongue.ts";
import { DropPieces } from "./drop-pieces.tsx";
import { DropPrice } from "./drop-price.tsx";
import styles from "./line.module.css";

/** What is dropped: picture, price, pieces and the rules of this drop. */
export function DropHead({ deal, stage }: { deal: Deal; stage: DealStage }) {
  const words = useWords("drop");
  const title = useTitle()(deal);
  const said = useTongue();
  return (
    <div className={styles.head}>
      <span className={styles.shot}>
        <Picture src={deal.pictureUrl} alt="" radius={12} eager />
      </span>
      <div className={styles.facts}>
        <DropPrice deal={deal} size="large" />
        <b className={styles.title}>{title}</b>
        {deal.options.length > 0 ? <small>{deal.options.map(({ value }) => said(value)).join(" · ")}</small> : null}
        <span className={styles.tags}>
          <Tag tone="brand">{words.perBuyer(deal.perBuyer)}</Tag>
          {deal.verifiedOnly ? <Tag>{words.verifiedOnly}</Tag> : null}
          <Tag>{deal.takesCoupons ? words.couponsToo : words.noCoupons}</Tag>
        </span>
      </div>
      <span className={styles.pieces}>
        <DropPieces deal={deal} stage={stage} />
      </span>
    </div>
  );
}
