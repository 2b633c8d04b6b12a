import type { ProductDraft } from "#contract/api/catalog";
import { openPositions } from "#modules/inventory";
import { readAnyUploads } from "#modules/media";
import { clock } from "#platform/clock";
import { columns, statement, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import { newId } from "#platform/ids";
import { Refusal } from "#platform/refusal";
import { picturesOf } from "./draft-rules.ts";
import { packDraft, type Product } from "./product-rows.ts";

type Sku = ProductDraft["skus"][number];

const prices = statement<{ id: bigint; priceFen: bigint }>(
  "catalog.prices_of_product",
  `select id, price_fen as "priceFen" from catalog.skus where product_id = $1`,
);
const writeSkus = statement(
  "catalog.write_skus",
  `insert into catalog.skus (id, product_id, shop_id, options, code, price_fen, market_price_fen, weight_grams,
     per_buyer_limit, picture_key, is_on)
   select u.id, $1, $2, u.options, u.code, u.price, u.market, u.grams, u.per_buyer, u.picture, true
   from unnest($3::bigint[], $4::jsonb[], $5::text[], $6::bigint[], $7::bigint[], $8::int[], $9::int[], $10::text[])
     u (id, options, code, price, market, grams, per_buyer, picture)
   on conflict (id) do update set options = excluded.options, code = excluded.code, price_fen = excluded.price_fen,
     market_price_fen = excluded.market_price_fen, weight_grams = excluded.weight_grams,
     per_buyer_limit = excluded.per_buyer_limit, picture_key = excluded.picture_key, is_on = true`,
);
const retire = statement(
  "catalog.retire_skus",
  `update catalog.skus set is_on = false where product_id = $1 and is_on and id <> all($2::bigint[])`,
);
const notePrices = statement(
  "catalog.note_prices",
  `insert into catalog.price_history (sku_id, price_fen, since)
   select sku_id, price_fen, $3 from unnest($1::bigint[], $2::bigint[]) u (sku_id, price_fen)
   on conflict (sku_id, since) do update set price_fen = excluded.price_fen`,
);
const writeProduct = statement<{ status: string }>(
  "catalog.write_online_copy",
  `update catalog.products set title_zh = $2, title_en = $3, category_id = $4, picture_keys = $5, detail = $6,
     template_id = $7, promise_hours = $8, price_min_fen = $9, price_max_fen = $10, draft = $11,
     draft_version = draft_version + 1, version = version + 1, edit_status = 'none', reject_reason = null,
     status = case when status in ('init', 'violation_off') then 'on' else status end,
     listed_at = case when status in ('init', 'violation_off') then $12 else listed_at end
   where id = $1 returning status`,
);

/** Leaves a trace of each price in the append-only history. */
export const writePriceHistory = async (
  tx: Tx,
  changed: readonly { skuId: bigint; priceFen: bigint }[],
): Promise<void> => void (await notePrices(tx, ...columns(changed, "skuId", "priceFen"), clock.now()));

async function pictureKeys(tx: Tx, draft: ProductDraft): Promise<Map<bigint, string>> {
  const uploads = await readAnyUploads(tx, picturesOf(draft));
  return new Map([...uploads].map(([id, { storageKey }]) => [id, storageKey]));
}

type OnlineSku = Sku & { id: bigint };

async function putSkus(tx: Tx, product: Product, skus: OnlineSku[], keys: Map<bigint, string>): Promise<void> {
  const earlier = new Map((await prices(tx, product.id)).map(({ id, priceFen }) => [id, priceFen]));
  const rows = skus.map((sku) => ({
    ...sku,
    optionsJson: JSON.stringify(sku.options),
    picture: sku.pictureUploadId === null ? null : (keys.get(sku.pictureUploadId) ?? null),
  }));
  const written = columns(
    rows,
    "id",
    "optionsJson",
    "code",
    "priceFen",
    "marketPriceFen",
    "weightGrams",
    "perBuyerLimit",
    "picture",
  );
  await writeSkus(tx, product.id, product.shopId, ...written);
  const ids = skus.map(({ id }) => id);
  await retire(tx, product.id, ids);
  await openPositions(tx, product.shopId, ids);
  const changed = skus.filter(({ id, priceFen }) => earlier.get(id) !== priceFen);
  await writePriceHistory(
    tx,
    changed.map(({ id, priceFen }) => ({ skuId: id, priceFen })),
  );
  const told = changed.filter(({ id }) => earlier.has(id));
  const productId = product.id;
  await emit(
    tx,
    "catalog.price_changed",
    told.map(({ id, priceFen }) => ({ skuId: id, productId, priceFen })),
  );
}

/**
 * Makes a draft the online copy: product, SKUs, price history and empty stock positions, all in the caller's
 * transaction. A SKU keeps its id; one that is no longer in the draft is kept for its orders but no longer sold.
 */
export async function putOnline(tx: Tx, product: Product, draft: ProductDraft): Promise<void> {
  const keys = await pictureKeys(tx, draft);
  const shown = draft.pictureUploadIds.flatMap((id) => keys.get(id) ?? []);
  if (shown.length === 0)
    throw new Refusal("request.invalid", { errors: [{ pointer: "/draft/pictureUploadIds", code: "removed" }] });
  const skus = draft.skus.map((sku): OnlineSku => ({ ...sku, id: sku.id ?? newId() }));
  await putSkus(tx, product, skus, keys);
  const { title, description, attributes, categoryId, templateId, promiseHours } = draft;
  const sorted = skus.map(({ priceFen }) => priceFen).sort((a, b) => (a < b ? -1 : 1));
  const [written] = await writeProduct(
    tx,
    product.id,
    title.zh,
    title.en,
    categoryId,
    shown,
    JSON.stringify({ description, attributes }),
    templateId,
    promiseHours,
    sorted[0],
    sorted.at(-1),
    packDraft({ ...draft, skus }),
    clock.now(),
  );
  const about = { productId: product.id, shopId: product.shopId };
  await emit(tx, "catalog.approved", [about]);
  if (written!.status === "on" && product.status !== "on") await emit(tx, "catalog.listed", [about]);
}
