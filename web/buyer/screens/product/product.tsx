import { useQuery } from "@tanstack/react-query";
import { useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { call } from "../../../kit/api.ts";
import { type Deal, inTurn, stageOf } from "../../../kit/deals.ts";
import { ErrorState } from "../../../kit/error-state.tsx";
import { Gallery } from "../../../kit/gallery.tsx";
import { NavBar } from "../../../kit/nav-bar.tsx";
import { NoticeBar } from "../../../kit/notice-bar.tsx";
import { searchText } from "../../../kit/search-state.ts";
import { serverNow } from "../../../kit/server-clock.ts";
import { queryKeyOf, useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import { useLasting } from "../../parts/use-lasting.ts";
import { type BuyWish, useBuy } from "../../buy/buy-wish.ts";
import type { ProductPage } from "../../buy/sku-groups.ts";
import { useTitle } from "../../buy/tongue.ts";
import { BackButton } from "./back-button.tsx";
import { BuyBar } from "./buy-bar.tsx";
import { Details } from "./details.tsx";
import { Facts } from "./facts.tsx";
import { PriceBlock } from "./price-block.tsx";
import styles from "./product.module.css";
import { BelowWaiting, ProductWaiting } from "./product-waiting.tsx";
import { ShopCard } from "./shop-card.tsx";

/** `/products/7?trail=…&room=3`: the trail and the room of the entry travel with what is bought here. */
export default function ProductScreen() {
  const words = useWords("product");
  const { productId = "" } = useParams({ strict: false }) as { productId?: string };
  const product = useQueryOf("readProduct", { productId });
  if (product.data) return <Product product={product.data} />;
  if (!product.error) return <ProductWaiting />;
  return (
    <div className={styles.screen}>
      <NavBar title={words.title} />
      <ErrorState problem={product.error} onRetry={() => void product.refetch()} />
    </div>
  );
}

function Below({ product, onChoose }: { product: ProductPage; onChoose: () => void }) {
  const words = useWords("product");
  return (
    <>
      <PriceBlock product={product} />
      {product.isSellable ? null : (
        <div className={styles.part}>
          <NoticeBar icon="info">{words.offHint}</NoticeBar>
        </div>
      )}
      <Facts product={product} onChoose={onChoose} />
      <ShopCard shop={product.shop} />
      <Details product={product} />
    </>
  );
}

const DealBand = lazy(() => import("../../drop/deal-band.tsx"));
const DealBar = lazy(() => import("../../drop/deal-bar.tsx"));

const lookEveryMs = 5_000;

/** What is under the picture waits this long for word of a drop, so that its band pushes nothing down later. */
const patienceMs = 500;

/** The drop of this product that the page speaks of; looked at again while there is one. */
function useProductDeal({ productId, roomId }: BuyWish): { deal: Deal | undefined; known: boolean } {
  const input = roomId === undefined ? { productId } : { productId, roomId };
  const read = useQuery({
    queryKey: queryKeyOf("listDeals", input),
    queryFn: ({ signal }) => call("listDeals", input, { signal }),
    staleTime: lookEveryMs,
    refetchInterval: ({ state }) => (state.data?.items.length ? lookEveryMs : false),
  });
  const now = serverNow();
  const late = useLasting(read.isPending, patienceMs);
  const deal = inTurn(read.data?.items ?? [], now).find((one) => stageOf(one, now) !== "over");
  return { deal, known: !read.isPending || late };
}

function useWish(productId: string): BuyWish {
  const search = useSearch({ strict: false }) as { trail?: unknown; room?: unknown; from?: unknown };
  const trail = searchText(search.trail);
  const roomId = searchText(search.room);
  return {
    productId,
    from: search.from === "showcase" ? "showcase" : "product",
    ...(trail === undefined ? {} : { trail }),
    ...(roomId === undefined ? {} : { roomId }),
  };
}

function Product({ product }: { product: ProductPage }) {
  const title = useTitle();
  const buy = useBuy();
  const wish = useWish(product.id);
  const { deal, known } = useProductDeal(wish);
  const open = () => buy.open(wish);
  const drop = (wanted: Deal) => buy.open({ ...wish, deal: wanted });
  const bar = <BuyBar product={product} onBuy={open} />;
  const pictures = product.pictureUrls.length > 0 ? product.pictureUrls : [product.pictureUrl];
  return (
    <div className={styles.screen}>
      <BackButton />
      <Gallery pictures={pictures} alt={title(product)} />
      {deal ? (
        <Suspense fallback={<div className={styles.band} />}>
          <DealBand deal={deal} here={wish.roomId} />
        </Suspense>
      ) : null}
      {known ? <Below product={product} onChoose={open} /> : <BelowWaiting />}
      {deal ? (
        <Suspense fallback={bar}>
          <DealBar product={product} deal={deal} here={wish.roomId} onBuy={open} onDrop={drop} />
        </Suspense>
      ) : (
        bar
      )}
    </div>
  );
}
