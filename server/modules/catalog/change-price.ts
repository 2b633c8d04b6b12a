import { type Db, statement, transact, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import { Refusal } from "#platform/refusal";
import { lockProduct, packDraft, type Product, unpackDraft } from "./product-rows.ts";
import { writePriceHistory } from "./put-online.ts";

const productOf = statement<{ productId: bigint }>(
  "catalog.product_of_sku",
  `select product_id as "productId" from catalog.skus where id = $1 and shop_id = $2 and is_on`,
);
const current = statement<{ priceFen: bigint; floorFen: bigint }>(
  "catalog.price_of_sku",
  `select s.price_fen as "priceFen", c.floor_fen as "floorFen" from catalog.skus s
   join catalog.products p on p.id = s.product_id join catalog.categories c on c.id = p.category_id
   where s.id = $1 for update of s`,
);
const write = statement(
  "catalog.write_price",
  `update catalog.skus set price_fen = $2, market_price_fen = greatest(market_price_fen, $2) where id = $1`,
);
const span = statement(
  "catalog.write_price_span",
  `update catalog.products p set version = version + 1, price_min_fen = s.low, price_max_fen = s.high
   from (select min(price_fen) as low, max(price_fen) as high from catalog.skus where product_id = $1 and is_on) s
   where p.id = $1`,
);
const mendDraft = statement(
  "catalog.mend_draft",
  `update catalog.products set draft = $2, draft_version = draft_version + 1 where id = $1`,
);

export type Ask = { shopId: bigint; skuId: bigint; oldPriceFen: bigint; priceFen: bigint };

/**
 * Changes a price at once, without an audit. Refuses `catalog.stale {priceFen}` when the price is no longer the one the
 * asker saw, and `catalog.below_floor`. The draft copy follows, so that its approval does not bring the old price back.
 */
export const changePrice = (db: Db | Tx, { shopId, skuId, oldPriceFen, priceFen }: Ask): Promise<void> =>
  transact(db, async (tx) => {
    const [found] = await productOf(tx, skuId, shopId);
    if (!found) throw new Refusal("catalog.not_found");
    const product = await lockProduct(tx, found.productId, shopId);
    const [sku] = await current(tx, skuId);
    if (sku!.priceFen !== oldPriceFen) throw new Refusal("catalog.stale", { priceFen: Number(sku!.priceFen) });
    if (priceFen < sku!.floorFen) throw new Refusal("catalog.below_floor", { floorFen: Number(sku!.floorFen) });
    await write(tx, skuId, priceFen);
    await span(tx, product.id);
    await writePriceHistory(tx, [{ skuId, priceFen }]);
    await follow(tx, product, skuId, priceFen);
    await emit(tx, "catalog.price_changed", [{ skuId, productId: product.id, priceFen }]);
  });

async function follow(tx: Tx, product: Product, skuId: bigint, priceFen: bigint): Promise<void> {
  const draft = unpackDraft(product.draft);
  const own = draft?.skus.find(({ id }) => id === skuId);
  if (!draft || !own || own.priceFen === priceFen) return;
  own.priceFen = priceFen;
  if (own.marketPriceFen < priceFen) own.marketPriceFen = priceFen;
  await mendDraft(tx, product.id, packDraft(draft));
}
