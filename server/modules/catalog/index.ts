import type { Parts } from "#platform/parts";
import { consumers } from "./handlers.ts";
import { routes } from "./routes.ts";

export { changePrice } from "./change-price.ts";
export { decideAudit } from "./decide-audit.ts";
export { createProduct, editProduct } from "./draft-product.ts";
export { createTemplate } from "./freight-templates.ts";
export { addSold, readProductShops } from "./product-facts.ts";
export { type PriceSpan, readPriceSpans } from "./price-spans.ts";
export { putOnSale } from "./put-on-sale.ts";
export { type Card, readCards } from "./read-cards.ts";
export { type Freight, readSkusForSale, type SkuForSale } from "./read-skus-for-sale.ts";
export { submitProduct } from "./submit-product.ts";

export const parts: Parts = { name: "catalog", routes, consumers };
