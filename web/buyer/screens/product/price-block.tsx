import { useState } from "react";
import { count, money } from "../../../kit/format.ts";
import { Icon } from "../../../kit/icon.tsx";
import { Price } from "../../../kit/price.tsx";
import { Sheet } from "../../../kit/sheet.tsx";
import { Tag } from "../../../kit/tag.tsx";
import { useWords } from "../../../kit/words.ts";
import type { ProductPage } from "../../buy/sku-groups.ts";
import { useTitle } from "../../buy/tongue.ts";
import styles from "./product.module.css";

/** Which price this is, what the struck-through one means, and what the product is called. */
export function PriceBlock({ product }: { product: ProductPage }) {
  const words = useWords("product");
  const kit = useWords("kit");
  const title = useTitle();
  const [open, setOpen] = useState(false);
  const struck = product.marketPriceFen > product.priceMinFen;
  return (
    <section className={styles.priceBlock}>
      <div className={styles.priceRow}>
        <Tag tone="brand">{words.price}</Tag>
        <Price fen={product.priceMinFen} size="hero" />
        {product.priceMaxFen > product.priceMinFen ? <small>{words.priceFrom}</small> : null}
        {struck ? (
          <button type="button" className={styles.why} title={words.priceNote} onClick={() => setOpen(true)}>
            <span className="read-only-aloud">{kit.was}</span>
            <s>{money(product.marketPriceFen).replace(/\.00$/, "")}</s>
            <Icon name="info" size={16} />
          </button>
        ) : null}
        {product.soldCount > 0 ? <span className={styles.sold}>{kit.sold(count(product.soldCount))}</span> : null}
      </div>
      <h1 className={styles.title}>{title(product)}</h1>
      <Sheet open={open} onClose={() => setOpen(false)} title={words.priceNote}>
        <p className={styles.note}>{words.priceNoteText}</p>
      </Sheet>
    </section>
  );
}
