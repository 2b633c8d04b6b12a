import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Button } from "../../../kit/button.tsx";
import { Icon } from "../../../kit/icon.tsx";
import { useWords } from "../../../kit/words.ts";
import type { ProductPage } from "../../buy/sku-groups.ts";
import styles from "./product.module.css";

type Props = { product: ProductPage; onBuy: () => void };

/** Always in reach: the shop, and the one deed of this page. What is sold out may be waited for. */
export function BuyBar({ product, onBuy }: Props) {
  const words = useWords("product");
  const gone = product.available <= 0;
  return (
    <Bar product={product}>
      <Button wide size="large" look={gone ? "tint" : "primary"} disabled={!product.isSellable} onClick={onBuy}>
        {product.isSellable ? (gone ? words.soldOutWait : words.buyNow) : words.off}
      </Button>
    </Bar>
  );
}

export function Bar({ product, children }: { product: ProductPage; children: ReactNode }) {
  const words = useWords("product");
  return (
    <div className={styles.bar}>
      <Link to="/shops/$shopId" params={{ shopId: product.shopId } as never} className={styles.barShop}>
        <Icon name="shop" size={22} />
        {words.shop}
      </Link>
      {children}
    </div>
  );
}
