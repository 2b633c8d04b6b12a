import type { AnswerOf } from "../../kit/api.ts";
import { useLanguage } from "../../kit/language.ts";
import type { CardProduct } from "../../kit/product-card.tsx";

export type Product = AnswerOf<"listProducts">["items"][number];

/** A product as the kit's cards draw it, in the language of the page. */
export function useCard(): (product: Product) => CardProduct {
  const language = useLanguage();
  return (product) => ({
    id: product.id,
    title: language === "en" && product.titleEn ? product.titleEn : product.titleZh,
    picture: product.pictureUrl,
    priceFen: product.priceMinFen,
    wasFen: product.marketPriceFen,
    sold: product.soldCount,
    soldOut: product.available <= 0 || !product.isSellable,
  });
}
