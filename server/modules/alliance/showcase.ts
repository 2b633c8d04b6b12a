import { readProductShops } from "#modules/catalog";
import { requireCreator } from "#modules/identity";
import { clock } from "#platform/clock";
import { type Db, statement, transact, type Tx } from "#platform/db";
import { Refusal } from "#platform/refusal";
import { promotableBy } from "./promotable.ts";

const ITEMS_MAX = 500;

export type ShowcaseItem = { productId: bigint; shopId: bigint; addedAt: Date; addedMicros: string };

const turn = statement(
  "alliance.showcase_turn",
  `select pg_advisory_xact_lock(hashtextextended('alliance.showcase:' || $1::bigint, 0))`,
);
const count = statement<{ n: bigint }>(
  "alliance.count_showcase",
  `select count(*) as n from alliance.showcase_items where creator_id = $1 and product_id <> $2`,
);
const insert = statement(
  "alliance.insert_showcase_item",
  `insert into alliance.showcase_items (creator_id, product_id, shop_id, added_at) values ($1, $2, $3, $4)
   on conflict do nothing`,
);
const remove = statement<{ productId: bigint }>(
  "alliance.remove_showcase_item",
  `delete from alliance.showcase_items where creator_id = $1 and product_id = $2 returning product_id as "productId"`,
);
const list = statement<ShowcaseItem>(
  "alliance.list_showcase",
  `select product_id as "productId", shop_id as "shopId", added_at as "addedAt",
     (extract(epoch from added_at) * 1000000)::bigint::text as "addedMicros"
   from alliance.showcase_items
   where creator_id = $1 and ($2::bigint is null
     or ((extract(epoch from added_at) * 1000000)::bigint, product_id) < ($2::bigint, $3::bigint))
   order by (extract(epoch from added_at) * 1000000)::bigint desc, product_id desc limit $4`,
);
const having = statement<{ productId: bigint }>(
  "alliance.in_showcase",
  `select product_id as "productId" from alliance.showcase_items where creator_id = $1 and product_id = any($2::bigint[])`,
);

type Item = { creatorId: bigint; productId: bigint };

/** A creator takes a product into the showcase: an own one, or one with a running plan. Taken again: no change. */
export async function addToShowcase(db: Db | Tx, { creatorId, productId }: Item): Promise<void> {
  await transact(db, async (tx) => {
    await requireCreator(tx, creatorId);
    const shopId = (await readProductShops(tx, [productId])).get(productId);
    if (shopId === undefined) throw new Refusal("catalog.not_found");
    if (!(await promotableBy(tx, creatorId, [productId])).has(productId)) throw new Refusal("live.not_promotable");
    await turn(tx, creatorId);
    if (Number((await count(tx, creatorId, productId))[0]!.n) >= ITEMS_MAX)
      throw new Refusal("alliance.showcase_full", { max: ITEMS_MAX });
    await insert(tx, creatorId, productId, shopId, clock.now());
  });
}

export async function removeFromShowcase(db: Db | Tx, { creatorId, productId }: Item): Promise<void> {
  if ((await remove(db, creatorId, productId)).length === 0) throw new Refusal("alliance.not_found");
}

/** What the creator shows, newest first, one more than a page. */
export const listShowcase = (
  db: Db | Tx,
  creatorId: bigint,
  limit: number,
  after: readonly string[] | undefined,
): Promise<ShowcaseItem[]> => list(db, creatorId, after?.[0] ?? null, after?.[1] ?? null, limit + 1);

/** Which of these products the creator shows already. */
export const inShowcase = async (db: Db | Tx, creatorId: bigint, productIds: readonly bigint[]): Promise<Set<bigint>> =>
  new Set((await having(db, creatorId, [...productIds])).map((row) => row.productId));
