import type { Deal } from "../../kit/deals.ts";
import { Picture } from "../../kit/picture.tsx";
import { Tag } from "../../kit/tag.tsx";
import { useWords } from "../../kit/words.ts";
import { useTitle } from "../buy/tongue.ts";
import styles from "./drop.module.css";
import { DropButton } from "./drop-button.tsx";
import { DropClock } from "./drop-clock.tsx";
import { DropPieces } from "./drop-pieces.tsx";
import { DropPrice } from "./drop-price.tsx";
import { useStage } from "./use-stage.ts";

type Props = { deal: Deal; busy: boolean; onOpen: (deal: Deal) => void };

/** A drop of the room: what, for how much, until when, how many, and the one deed. */
export default function DropCard({ deal, busy, onOpen }: Props) {
  const words = useWords("drop");
  const title = useTitle()(deal);
  const stage = useStage(deal);
  return (
    <section className={styles.card} aria-label={words.card(title)} data-stage={stage}>
      <span className={styles.shot}>
        <Picture src={deal.pictureUrl} alt="" radius={10} eager />
      </span>
      <div className={styles.text}>
        <div className={styles.line}>
          <Tag tone="solid">{words.tag}</Tag>
          <b>{title}</b>
          <span className={styles.clock}>
            <DropClock deal={deal} stage={stage} />
          </span>
        </div>
        <div className={styles.price}>
          <DropPrice deal={deal} />
        </div>
        <div className={styles.foot}>
          <DropPieces deal={deal} stage={stage} />
          <DropButton deal={deal} onOpen={onOpen} busy={busy} />
        </div>
      </div>
    </section>
  );
}
