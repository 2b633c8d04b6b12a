import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { count, percent } from "./format.ts";
import { Icon } from "./icon.tsx";
import { Picture } from "./picture.tsx";
import { Price } from "./price.tsx";
import styles from "./product-card.module.css";
import { ProgressBar } from "./progress-bar.tsx";
import { LiveTag, Tag } from "./tag.tsx";
import { useWords } from "./words.ts";

export type CardProduct = {
  id: string;
  title: string;
  picture: string | null;
  /** null while the host has not named the price: drawn as ¥???. */
  priceFen: number | null;
  wasFen?: number | undefined;
  sold?: number | undefined;
  /** What it is part of, before its tags: a drop. */
  badge?: string | undefined;
  tags?: string[] | undefined;
  soldOut?: boolean | undefined;
};

const Cost = ({ product, size }: { product: CardProduct; size: "small" | "medium" | "large" }) => {
  const words = useWords("kit");
  if (product.priceFen !== null) return <Price fen={product.priceFen} wasFen={product.wasFen} size={size} />;
  return (
    <span className={styles.unpriced}>
      <b>¥???</b> {words.unpriced}
    </span>
  );
};

const Gone = () => <span className={styles.gone}>{useWords("kit").soldOut}</span>;

type FeedProps = { product: CardProduct; to: string; trail?: string | undefined; eager?: boolean };

/** Two to a row on home and shop pages. */
export function FeedCard({ product, to, trail, eager = false }: FeedProps) {
  const words = useWords("kit");
  return (
    // The trail is no part of the path: a path with a query in it matches no route and loads nothing ahead.
    <Link to={to} search={(trail === undefined ? {} : { trail }) as never} className={styles.feed}>
      <span className={styles.shot}>
        <Picture src={product.picture} alt="" eager={eager} />
        {product.soldOut ? <Gone /> : null}
      </span>
      <span className={styles.feedText}>
        <span className={styles.title2}>{product.title}</span>
        {product.tags?.length ? (
          <span className={styles.tags}>
            {product.tags.slice(0, 2).map((tag) => (
              <Tag key={tag} tone="brand">
                {tag}
              </Tag>
            ))}
          </span>
        ) : null}
        <span className={styles.feedFoot}>
          <Cost product={product} size="medium" />
          {product.sold ? <small>{words.sold(count(product.sold))}</small> : null}
        </span>
      </span>
    </Link>
  );
}

/** In orders, cart and search: picture at the left, a note or deed at the right. */
export function RowCard({
  product,
  note,
  side,
  to,
}: {
  product: CardProduct;
  note?: ReactNode;
  side?: ReactNode;
  to?: string;
}) {
  const inside = (
    <>
      <span className={styles.rowShot}>
        <Picture src={product.picture} alt="" radius={10} />
        {product.soldOut ? <Gone /> : null}
      </span>
      <span className={styles.rowText}>
        <span className={styles.title2}>{product.title}</span>
        {note ? <span className={styles.note}>{note}</span> : null}
        <span className={styles.rowFoot}>
          <Cost product={product} size="small" />
          {side}
        </span>
      </span>
    </>
  );
  return to ? (
    <Link to={to} className={styles.row}>
      {inside}
    </Link>
  ) : (
    <div className={styles.row}>{inside}</div>
  );
}

type BagProps = {
  product: CardProduct;
  number: number;
  grabbed?: number | undefined;
  explaining?: boolean;
  deed: ReactNode;
  onOpen: () => void;
};

/** In the room's bag: the number the host calls out, how much is gone, one deed. */
export function BagCard({ product, number, grabbed, explaining = false, deed, onOpen }: BagProps) {
  const words = useWords("kit");
  return (
    <div className={`${styles.bag} ${explaining ? styles.bagNow : ""}`}>
      <button type="button" className={styles.bagShot} onClick={onOpen} aria-hidden tabIndex={-1}>
        <Picture src={product.picture} alt="" radius={12} />
        <b className={styles.number}>{number}</b>
        {product.soldOut ? <Gone /> : null}
      </button>
      <div className={styles.rowText}>
        <button type="button" className={styles.bagTitle} onClick={onOpen}>
          <span className="read-only-aloud">{number}. </span>
          {product.title}
        </button>
        <span className={styles.tags}>
          {explaining ? <LiveTag>{words.explaining}</LiveTag> : null}
          {product.badge ? <Tag tone="solid">{product.badge}</Tag> : null}
          {product.tags?.slice(0, explaining ? 1 : 3).map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </span>
        {grabbed === undefined ? null : <ProgressBar share={grabbed} label={words.grabbed(percent(grabbed))} />}
        <span className={styles.rowFoot}>
          <Cost product={product} size="medium" />
          {deed}
        </span>
      </div>
    </div>
  );
}

type PinnedProps = { product: CardProduct; deed: string; onOpen: () => void; onHide: () => void };

/** Over the video, above the bar: what is being explained now. */
export function PinnedCard({ product, deed, onOpen, onHide }: PinnedProps) {
  const words = useWords("kit");
  return (
    <div className={styles.pinned}>
      <button type="button" className={styles.pinnedOpen} onClick={onOpen}>
        <span className={styles.pinnedShot}>
          <Picture src={product.picture} alt="" eager />
          <span className={styles.pinnedTag}>
            <LiveTag>{words.explaining}</LiveTag>
          </span>
          {product.soldOut ? <Gone /> : null}
        </span>
        <span className={styles.pinnedTitle}>{product.title}</span>
        <Cost product={product} size="small" />
        <span className={product.soldOut ? styles.pinnedOff : styles.pinnedDeed}>
          {product.soldOut ? words.soldOut : deed}
        </span>
      </button>
      <button type="button" className={styles.hide} onClick={onHide} aria-label={words.close}>
        <Icon name="close" size={12} weight={2.4} />
      </button>
    </div>
  );
}
