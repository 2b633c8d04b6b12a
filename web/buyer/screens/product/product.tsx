import { useParams, useSearch } from "@tanstack/react-router";
import { ErrorState } from "../../../kit/error-state.tsx";
import { Gallery } from "../../../kit/gallery.tsx";
import { NavBar } from "../../../kit/nav-bar.tsx";
import { NoticeBar } from "../../../kit/notice-bar.tsx";
import { searchText } from "../../../kit/search-state.ts";
import { useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import { type BuyWish, useBuy } from "../../buy/buy-wish.ts";
import type { ProductPage } from "../../buy/sku-groups.ts";
import { useTitle } from "../../buy/tongue.ts";
import { BackButton } from "./back-button.tsx";
import { BuyBar } from "./buy-bar.tsx";
import { Details } from "./details.tsx";
import { Facts } from "./facts.tsx";
import { PriceBlock } from "./price-block.tsx";
import styles from "./product.module.css";
import { ProductWaiting } from "./product-waiting.tsx";
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
  const words = useWords("product");
  const title = useTitle();
  const buy = useBuy();
  const wish = useWish(product.id);
  const open = () => buy.open(wish);
  const pictures = product.pictureUrls.length > 0 ? product.pictureUrls : [product.pictureUrl];
  return (
    <div className={styles.screen}>
      <BackButton />
      <Gallery pictures={pictures} alt={title(product)} />
      <PriceBlock product={product} />
      {product.isSellable ? null : (
        <div className={styles.part}>
          <NoticeBar icon="info">{words.offHint}</NoticeBar>
        </div>
      )}
      <Facts product={product} onChoose={open} />
      <ShopCard shop={product.shop} />
      <Details product={product} />
      <BuyBar product={product} onBuy={open} />
    </div>
  );
}
