import { Avatar } from "../../../kit/avatar.tsx";
import { useWords } from "../../../kit/words.ts";
import type { ProductPage } from "../../buy/sku-groups.ts";
import { ButtonLink } from "../../parts/button-link.tsx";
import styles from "./product.module.css";

/** Who sells it, one tap from everything else they sell and from who they are by law. */
export function ShopCard({ shop }: { shop: ProductPage["shop"] }) {
  const words = useWords("product");
  return (
    <section className={`${styles.part} ${styles.shop}`}>
      <Avatar face={{ id: shop.id, name: shop.name, picture: shop.logoUrl }} size={48} />
      <div className={styles.shopText}>
        <h2>{shop.name}</h2>
        <small>
          {shop.score === null ? words.shopNew : words.shopScore((shop.score / 100).toFixed(2))}
          {shop.intro ? ` · ${shop.intro}` : ""}
        </small>
      </div>
      <ButtonLink to="/shops/$shopId" params={{ shopId: shop.id }} look="tint" size="small">
        {words.enterShop}
      </ButtonLink>
    </section>
  );
}
