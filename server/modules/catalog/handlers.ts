import { tellPerson } from "#modules/identity";
import { statement, type Tx } from "#platform/db";
import type { Consumer, Event } from "#platform/events";
import { tellWriters } from "./decide-audit.ts";

const about = statement<{ skuId: bigint; id: bigint; shopId: bigint; titleZh: string }>(
  "catalog.product_of_low_sku",
  `select s.id as "skuId", p.id, p.shop_id as "shopId", p.title_zh as "titleZh"
   from catalog.skus s join catalog.products p on p.id = s.product_id where s.id = any($1::bigint[]) and s.is_on`,
);

type StockLow = { skuId: string; left: number };

async function onStockLow(tx: Tx, events: readonly Event[]): Promise<void> {
  const told = events.map(({ payload }) => payload as StockLow);
  const left = new Map(told.map((one) => [BigInt(one.skuId), String(one.left)]));
  for (const product of await about(tx, [...left.keys()]))
    await tellWriters(tx, product, "inventory.stock_low", { title: product.titleZh, left: left.get(product.skuId)! });
}

const named = statement<{ skuId: bigint; productId: bigint; titleZh: string }>(
  "catalog.product_of_offered_sku",
  `select s.id as "skuId", p.id as "productId", p.title_zh as "titleZh"
   from catalog.skus s join catalog.products p on p.id = s.product_id where s.id = any($1::bigint[])`,
);

type Offered = { waitId: string; personId: string; skuId: string; sliceId: string | null };

/** What somebody waited for is kept for them: they are told where to buy it. */
async function onOffered(tx: Tx, events: readonly Event[]): Promise<void> {
  const told = events.map(({ payload }) => payload as Offered);
  const rows = await named(tx, [...new Set(told.map(({ skuId }) => BigInt(skuId)))]);
  const products = new Map(rows.map((row) => [row.skuId, row]));
  for (const { waitId, personId, skuId, sliceId } of told) {
    const { productId, titleZh } = products.get(BigInt(skuId))!;
    const link = `/products/${productId}?wait=${waitId}${sliceId === null ? "" : `&deal=${sliceId}`}`;
    await tellPerson(tx, BigInt(personId), "inventory.offered", { title: titleZh }, link);
  }
}

export const consumers = (): Consumer[] => [
  { name: "catalog.low_stock", topics: ["inventory.stock_low"], handle: onStockLow },
  { name: "catalog.offers", topics: ["inventory.offered"], handle: onOffered },
];
