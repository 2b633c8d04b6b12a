import type { ReactNode } from "react";
import { ErrorState } from "../../kit/error-state.tsx";
import { InfiniteList } from "../../kit/infinite-list.tsx";
import { FeedCard } from "../../kit/product-card.tsx";
import { SkeletonCards } from "../../kit/skeleton.tsx";
import type { Pages } from "../../kit/use-pages.ts";
import styles from "./product-feed.module.css";
import { type Product, useCard } from "./use-card.ts";

type Props<P extends Product> = {
  pages: Pages<P>;
  empty: ReactNode;
  /** The trail of how one came to a product: its page's address carries it. */
  trailOf?: (product: P) => string;
  /** How many pictures are seen at once when nothing stands above the list. */
  eager?: number;
};

/** Products two to a row, page after page. */
export function ProductFeed<P extends Product>({ pages, empty, trailOf, eager = 0 }: Props<P>) {
  const card = useCard();
  const { items, problem, more, busy, onMore, again } = pages;
  if (!items)
    return problem ? <ErrorState problem={problem} onRetry={() => void again()} /> : <SkeletonCards cards={6} />;
  if (items.length === 0) return empty;
  return (
    <InfiniteList more={more} busy={busy} problem={problem} onMore={onMore}>
      <div className={styles.grid}>
        {items.map((product, index) => (
          <FeedCard
            key={product.id}
            product={card(product)}
            to={`/products/${product.id}`}
            trail={trailOf?.(product)}
            eager={index < eager}
          />
        ))}
      </div>
    </InfiniteList>
  );
}
