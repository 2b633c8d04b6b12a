import type { Parts } from "#platform/parts";

export { addSold, readProductShops } from "./product-facts.ts";
export { readSkusForSale } from "./read-skus-for-sale.ts";
export type { Freight, SkuForSale } from "./read-skus-for-sale.ts";

export const parts: Parts = { name: "catalog" };
