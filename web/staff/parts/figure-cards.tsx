import { Tooltip } from "antd";
import type { ReactNode } from "react";
import { Icon } from "../../kit/icon.tsx";
import { Skeleton } from "../../kit/skeleton.tsx";
import styles from "./figure-cards.module.css";

export type FigureCard = {
  key: string;
  name: string;
  /** What it counts. */
  is: string;
  value: ReactNode;
  note?: ReactNode;
  lead?: boolean;
};

/** Figures side by side, each with its definition; the leading one stands out. */
export const FigureCards = ({ cards }: { cards: FigureCard[] }) => (
  <dl className={styles.cards}>
    {cards.map((card) => (
      <div key={card.key} className={card.lead ? styles.lead : styles.card} data-figure={card.key}>
        <dt>
          {card.name}
          <Tooltip title={card.is}>
            <button type="button" aria-label={card.is}>
              <Icon name="info" size={16} />
            </button>
          </Tooltip>
        </dt>
        <dd>{card.value ?? <Skeleton width={120} height={32} />}</dd>
        {card.note === undefined ? null : <dd className={styles.note}>{card.note}</dd>}
      </div>
    ))}
  </dl>
);
