import { columns, type Db, statement, type Tx } from "#platform/db";

const shopsOf = statement<{ id: bigint; shopId: bigint }>(
  "catalog.shops_of_products",
  `select id, shop_id as "shopId" from catalog.products where id = any($1::bigint[]) and version > 0`,
);
const lock = statement(
  "catalog.lock_products",
  `select from catalog.products where id = any($1::bigint[]) order by id for update`,
);
const add = statement(
  "catalog.add_sold",
  `update catalog.products p set sold_count = p.sold_count + s.quantity
   from (select id, sum(quantity)::int as quantity from unnest($1::bigint[], $2::int[]) u (id, quantity) group by id) s
   where p.id = s.id`,
);

/** Whose these products are; one that was never online is left out. */
export async function readProductShops(db: Db | Tx, productIds: readonly bigint[]): Promise<Map<bigint, bigint>> {
  const rows = productIds.length > 0 ? await shopsOf(db, [...new Set(productIds)]) : [];
  return new Map(rows.map(({ id, shopId }) => [id, shopId]));
}

/** Counts pieces sold, in key order of the products. */
export async function addSold(tx: Tx, sold: readonly { productId: bigint; quantity: number }[]): Promise<void> {
  if (sold.length === 0) return;
  const [productIds, quantities] = columns(sold, "productId", "quantity");
  await lock(tx, productIds);
  await add(tx, productIds, quantities);
}
