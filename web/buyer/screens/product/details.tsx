import { Picture } from "../../../kit/picture.tsx";
import { useWords } from "../../../kit/words.ts";
import type { ProductPage } from "../../buy/sku-groups.ts";
import { useTongue } from "../../buy/tongue.ts";
import styles from "./product.module.css";

export function Details({ product }: { product: ProductPage }) {
  const words = useWords("product");
  const said = useTongue();
  const text = said({ zh: product.descriptionZh, en: product.descriptionEn });
  return (
    <section className={`${styles.part} ${styles.details}`}>
      {product.attributes.length > 0 ? (
        <>
          <h2>{words.attributes}</h2>
          <dl className={styles.attributes}>
            {product.attributes.map(({ name, value }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </>
      ) : null}
      <h2>{words.details}</h2>
      <p className={styles.text}>{text || words.noDetails}</p>
      {product.pictureUrls.slice(1).map((picture) => (
        <Picture key={picture} src={picture} alt="" ratio="1" radius={12} />
      ))}
    </section>
  );
}
