import type { z } from "zod";
import type { skuOut } from "#contract/api/catalog";
import type { FreightRules } from "#contract/freight";
import { freightRules } from "#contract/freight";
import type { ProductState } from "#contract/states/product";
import type { ShopState } from "#contract/states/shop";
import { type Db, statement, type Tx } from "#platform/db";

export type Options = z.output<typeof skuOut>["options"];
export type Freight = { kind: "free" | "conditional" | "charged"; rules: FreightRules };
/** `why` says what keeps a SKU from being sold: it left the product, the product is off, or its shop is not open. */
export type WhyNot = "gone" | "off" | "shop_closed";
export type SkuForSale = {
  id: bigint;
  productId: bigint;
  shopId: bigint;
  productVersion: number;
  titleZh: string;
  titleEn: string;
  options: Options;
  pictureKey: string | null;
  priceFen: bigint;
  perBuyerLimit: number | null;
  weightGrams: number;
  freight: Freight;
  promiseHours: number;
  confirmDays: number;
  sellable: boolean;
  why: WhyNot | null;
};

type Row = Omit<SkuForSale, "freight" | "sellable" | "why"> & {
  isOn: boolean;
  status: ProductState;
  shopState: ShopState;
  freightKind: Freight["kind"];
  freightRules: unknown;
};

const read = statement<Row>(
  "catalog.read_skus_for_sale",
  `select id, product_id as "productId", shop_id as "shopId", product_version as "productVersion",
     title_zh as "titleZh", title_en as "titleEn", options, picture_key as "pictureKey", price_fen as "priceFen",
     per_buyer_limit as "perBuyerLimit", weight_grams as "weightGrams", promise_hours as "promiseHours",
     confirm_days as "confirmDays", is_on as "isOn", status, shop_state as "shopState", freight_kind as "freightKind",
     freight_rules as "freightRules"
   from catalog.skus_for_sale where id = any($1::bigint[])`,
);

/** Only a SKU of the online copy of a product that is on, in a shop that is open, can be sold (CT5). */
export function whyNotSold(row: { isOn: boolean; status: ProductState; shopState: ShopState }): WhyNot | null {
  if (!row.isOn) return "gone";
  if (row.status !== "on") return "off";
  return row.shopState === "open" ? null : "shop_closed";
}

// A template is written once and never changed: its rules are read from JSON once per process.
const readRules = new Map<string, FreightRules>();
function rulesOf(json: unknown): FreightRules {
  const key = JSON.stringify(json);
  const known = readRules.get(key);
  if (known) return known;
  const rules = freightRules.parse(json);
  if (readRules.size > 5_000) readRules.clear();
  readRules.set(key, rules);
  return rules;
}

/** What the counter must know of these SKUs, as they are online now; who was never online is left out. Hot. */
export async function readSkusForSale(db: Db | Tx, skuIds: readonly bigint[]): Promise<Map<bigint, SkuForSale>> {
  const rows = skuIds.length > 0 ? await read(db, [...new Set(skuIds)]) : [];
  return new Map(
    rows.map(({ isOn, status, shopState, freightKind, freightRules: json, ...row }) => {
      const why = whyNotSold({ isOn, status, shopState });
      const freight = { kind: freightKind, rules: rulesOf(json) };
      return [row.id, { ...row, freight, sellable: why === null, why }];
    }),
  );
}
