import { useParams } from "@tanstack/react-router";
import { Empty } from "../../../kit/empty.tsx";
import { ErrorState } from "../../../kit/error-state.tsx";
import { NavBar } from "../../../kit/nav-bar.tsx";
import { NoticeBar } from "../../../kit/notice-bar.tsx";
import { useQueryOf } from "../../../kit/use-api.ts";
import { usePagesOf } from "../../../kit/use-pages.ts";
import { useWords } from "../../../kit/words.ts";
import { HomeLink } from "../../parts/home-link.tsx";
import { ProductFeed } from "../../parts/product-feed.tsx";
import { ShopCoupons } from "./shop-coupons.tsx";
import { ShopHead } from "./shop-head.tsx";
import styles from "./shop.module.css";

/** A shop: who runs it, what it gives off, what it sells. */
export default function Shop() {
  const { shopId = "" } = useParams({ strict: false });
  const words = useWords("storefront");
  const shop = useQueryOf("readShop", { shopId });
  const goods = usePagesOf("listProducts", { ofShopId: shopId });
  if (shop.error && !shop.data)
    return (
      <div className={styles.shop}>
        <NavBar title={words.shop} />
        <ErrorState problem={shop.error} onRetry={() => void shop.refetch()} />
      </div>
    );
  return (
    <div className={styles.shop}>
      <NavBar title={words.shop} />
      <ShopHead shop={shop.data} />
      {shop.data && !shop.data.isOpen ? <NoticeBar tone="warn">{words.paused}</NoticeBar> : null}
      <ShopCoupons shopId={shopId} />
      <section className={styles.part} aria-labelledby="shop-goods">
        <h2 id="shop-goods" className={styles.name}>
          {words.goods}
        </h2>
        <ProductFeed
          pages={goods}
          eager={2}
          empty={
            <Empty
              icon="bag"
              title={words.shopEmpty}
              hint={words.shopEmptyHint}
              action={<HomeLink>{words.toHome}</HomeLink>}
            />
          }
        />
      </section>
    </div>
  );
}
