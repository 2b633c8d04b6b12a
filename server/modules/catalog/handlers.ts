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

export const consumers = (): Consumer[] => [
  { name: "catalog.low_stock", topics: ["inventory.stock_low"], handle: onStockLow },
];
