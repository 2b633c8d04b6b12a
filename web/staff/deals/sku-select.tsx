import { Select } from "antd";
import { useEffect, useState } from "react";
import { count, money } from "../../kit/format.ts";
import { useLanguage } from "../../kit/language.ts";
import { useQueryOf } from "../../kit/use-api.ts";
import { useWords } from "../../kit/words.ts";
import { useTitle } from "../parts/tongue.ts";
import type { SkuPick } from "./deal-draft.ts";
import styles from "./deals.module.css";

export type Product = { id: string; titleZh: string; titleEn: string; number?: number };
type Props = {
  products: Product[];
  value?: SkuPick | undefined;
  onChange?: (pick: SkuPick | undefined) => void;
  id?: string;
};

/** First the product, then which of it; where there is only one, it is chosen. */
export function SkuSelect({ products, value, onChange, id }: Props) {
  const words = useWords("deals");
  const titleOf = useTitle();
  const english = useLanguage() === "en";
  const [productId, setProductId] = useState(value?.productId);
  const product = useQueryOf("readProduct", { productId: productId ?? "" }, { enabled: productId !== undefined });
  const skus = product.data?.skus ?? [];
  const pick = (skuId: string) => {
    const sku = skus.find((one) => one.id === skuId);
    if (sku && productId) onChange?.({ productId, skuId, listFen: sku.priceFen, available: sku.available });
  };
  const only = skus.length === 1 ? skus[0]?.id : undefined;
  useEffect(() => {
    if (only && value?.skuId !== only) pick(only);
  }, [only]);
  return (
    <div className={styles.skus}>
      <Select
        {...(id === undefined ? {} : { id })}
        showSearch={{ optionFilterProp: "label" }}
        size="large"
        aria-label={words.product}
        placeholder={words.chooseSku}
        value={productId ?? null}
        options={products.map((one) => ({
          value: one.id,
          label: `${one.number === undefined ? "" : `${one.number} · `}${titleOf(one)}`,
        }))}
        onChange={(next: string) => {
          setProductId(next);
          onChange?.(undefined);
        }}
      />
      {skus.length > 1 ? (
        <Select
          size="large"
          aria-label={words.sku}
          placeholder={words.sku}
          value={value?.skuId ?? null}
          options={skus.map((sku) => ({
            value: sku.id,
            label: `${sku.options.map(({ value: said }) => (english && said.en ? said.en : said.zh)).join(" · ")} · ${money(sku.priceFen)} · ${words.left} ${count(sku.available)}`,
          }))}
          onChange={pick}
        />
      ) : null}
    </div>
  );
}
