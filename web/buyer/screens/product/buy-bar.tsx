import { Link } from "@tanstack/react-router";
import { Button } from "../../../kit/button.tsx";
import { Icon } from "../../../kit/icon.tsx";
import { useWords } from "../../../kit/words.ts";
import type { ProductPage } from "../../buy/sku-groups.ts";
import styles from "./product.module.css";

/** Always in reach: the shop, and the one deed of this page. */
export function BuyBar({ product, onBuy }: { product: ProductPage; onBuy: () => void }) {
  const words = useWords("product");
  const gone = product.available <= 0;
  return (
    <div className={styles.bar}>
      <Link to="/shops/$shopId" params={{ shopId: product.shopId } as never} className={styles.barShop}>
        <Icon name="shop" size={22} />
        {words.shop}
      </Link>
      <Button wide size="large" disabled={gone || !product.isSellable} onClick={onBuy}>
        {product.isSellable ? (gone ? words.soldOut : words.buyNow) : words.off}
      </Button>
    </div>
  );
}
