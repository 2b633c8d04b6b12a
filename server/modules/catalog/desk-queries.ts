import type { EditState, ProductState } from "#contract/states/product";
import { readStock } from "#modules/inventory";
import { readAnyUploads } from "#modules/media";
import { readShopFacts } from "#modules/shops";
import { type Db, statement, type Tx } from "#platform/db";
import { fileUrl } from "#platform/storage";
import { findProduct, PRODUCT_COLUMNS, type Product, unpackDraft } from "./product-rows.ts";
import type { Options } from "./read-skus-for-sale.ts";

type SkuRow = {
  id: bigint;
  productId: bigint;
  options: Options;
  code: string;
  priceFen: bigint;
  marketPriceFen: bigint;
  perBuyerLimit: number | null;
  pictureKey: string | null;
};

const skusOf = statement<SkuRow>(
  "catalog.desk_skus",
  `select id, product_id as "productId", options, code, price_fen as "priceFen", market_price_fen as "marketPriceFen",
     per_buyer_limit as "perBuyerLimit", picture_key as "pictureKey"
   from catalog.skus where product_id = any($1::bigint[]) and is_on order by id`,
);
const ofShop = statement<Product>(
  "catalog.list_of_shop",
  `select ${PRODUCT_COLUMNS} from catalog.products p
   where p.shop_id = $1 and ($2::text is null or p.status = $2) and ($3::text is null or p.edit_status = $3)
     and ($4::bigint is null or p.id < $4)
   order by p.id desc limit $5`,
);
const inAudit = statement<Product>(
  "catalog.list_in_audit",
  `select ${PRODUCT_COLUMNS} from catalog.products p
   where p.edit_status = 'auditing' and ($1::timestamptz is null or (p.submitted_at, p.id) > ($1, $2::bigint))
   order by p.submitted_at, p.id limit $3`,
);
const categories = statement<{
  id: bigint;
  parentId: bigint | null;
  nameZh: string;
  nameEn: string;
  floorFen: bigint;
}>(
  "catalog.list_categories",
  `select id, parent_id as "parentId", name_zh as "nameZh", name_en as "nameEn", floor_fen as "floorFen"
   from catalog.categories order by sort, id`,
);

export const listCategories = (db: Db | Tx) => categories(db);

function deskSku(sku: SkuRow, stock: { onHand: number; reserved: number } = { onHand: 0, reserved: 0 }) {
  const { productId: _, pictureKey, ...row } = sku;
  const pictureUrl = pictureKey === null ? null : fileUrl(pictureKey);
  return { ...row, pictureUrl, ...stock, available: stock.onHand - stock.reserved };
}

/** Products as their shop and the auditors see them: both copies, and the stock. */
async function forDesk(db: Db | Tx, products: readonly Product[]) {
  const skus = await skusOf(
    db,
    products.map(({ id }) => id),
  );
  const stock = await readStock(
    db,
    skus.map(({ id }) => id),
  );
  const drafts = products.map(({ draft }) => unpackDraft(draft));
  const pictures = await readAnyUploads(
    db,
    drafts.flatMap((draft) => draft?.pictureUploadIds ?? []),
  );
  return products.map(({ pictureKeys, ...product }, n) => {
    const draft = drafts[n]!;
    const pictureUrls = draft
      ? draft.pictureUploadIds.flatMap((id) => pictures.get(id)?.url ?? [])
      : pictureKeys.map(fileUrl);
    const online = pictureKeys[0];
    return {
      ...product,
      draft,
      titleZh: product.titleZh ?? draft?.title.zh ?? "",
      pictureUrl: online === undefined ? (pictureUrls[0] ?? null) : fileUrl(online),
      pictureUrls,
      skus: skus.filter(({ productId }) => productId === product.id).map((sku) => deskSku(sku, stock.get(sku.id))),
    };
  });
}
export type DeskProduct = Awaited<ReturnType<typeof forDesk>>[number];

export async function readShopProduct(db: Db | Tx, shopId: bigint, productId: bigint): Promise<DeskProduct> {
  const [product] = await forDesk(db, [await findProduct(db, productId, shopId)]);
  return product!;
}

export type Filter = { shopId: bigint; status?: ProductState | undefined; editStatus?: EditState | undefined };

export const listShopProducts = async (
  db: Db | Tx,
  { shopId, status, editStatus }: Filter,
  before: string | undefined,
  limit: number,
): Promise<DeskProduct[]> =>
  forDesk(db, await ofShop(db, shopId, status ?? null, editStatus ?? null, before ?? null, limit));

/** What waits for a decision, longest first. */
export async function listAudits(db: Db | Tx, after: string[] | undefined, limit: number) {
  const products = await forDesk(db, await inAudit(db, after?.[0] ?? null, after?.[1] ?? null, limit));
  const shops = await readShopFacts(
    db,
    products.map(({ shopId }) => shopId),
  );
  return products.map((product) => ({ ...product, shopName: shops.get(product.shopId)!.name }));
}
