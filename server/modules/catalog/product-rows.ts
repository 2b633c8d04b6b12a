import { z } from "zod";
import { type ProductDraft, productDraft } from "#contract/api/catalog";
import { editMachine, type EditState, productMachine, type ProductState } from "#contract/states/product";
import { type Db, statement, type Tx } from "#platform/db";
import { Refusal } from "#platform/refusal";

export type Product = {
  id: bigint;
  shopId: bigint;
  status: ProductState;
  editStatus: EditState;
  draft: unknown;
  draftVersion: number;
  rejectReason: string | null;
  titleZh: string | null;
  pictureKeys: string[];
  categoryId: bigint | null;
  priceMinFen: bigint | null;
  priceMaxFen: bigint | null;
  soldCount: number;
  version: number;
  submittedAt: Date | null;
  listedAt: Date | null;
  createdAt: Date;
};

export const PRODUCT_COLUMNS = `p.id, p.shop_id as "shopId", p.status, p.edit_status as "editStatus", p.draft,
  p.draft_version as "draftVersion", p.reject_reason as "rejectReason", p.title_zh as "titleZh",
  p.picture_keys as "pictureKeys", p.category_id as "categoryId", p.price_min_fen as "priceMinFen",
  p.price_max_fen as "priceMaxFen", p.sold_count as "soldCount", p.version, p.submitted_at as "submittedAt",
  p.listed_at as "listedAt", p.created_at as "createdAt"`;

const lock = statement<Product>(
  "catalog.lock_product",
  `select ${PRODUCT_COLUMNS} from catalog.products p
   where p.id = $1 and ($2::bigint is null or p.shop_id = $2) for update`,
);
const find = statement<Product>(
  "catalog.find_product",
  `select ${PRODUCT_COLUMNS} from catalog.products p where p.id = $1 and p.shop_id = $2`,
);

/** The product's row under lock; with a shop, only that shop's. Refuses `catalog.not_found`. */
export async function lockProduct(tx: Tx, productId: bigint, shopId?: bigint): Promise<Product> {
  const [product] = await lock(tx, productId, shopId ?? null);
  if (!product) throw new Refusal("catalog.not_found");
  return product;
}

export async function findProduct(db: Db | Tx, productId: bigint, shopId: bigint): Promise<Product> {
  const [product] = await find(db, productId, shopId);
  if (!product) throw new Refusal("catalog.not_found");
  return product;
}

export const wrongEditState = (state: EditState): Refusal =>
  new Refusal("catalog.wrong_state", { state, allowed: editMachine[state] });
export const wrongState = (state: ProductState): Refusal =>
  new Refusal("catalog.wrong_state", { state, allowed: productMachine[state] });
export const stale = ({ draftVersion }: Product): Refusal => new Refusal("catalog.stale", { version: draftVersion });

/** A draft is kept as it travels: ids as digits, fen as whole numbers. */
export const packDraft = (draft: ProductDraft): string => JSON.stringify(z.encode(productDraft, draft));
export const unpackDraft = (draft: unknown): ProductDraft | null =>
  draft === null || draft === undefined ? null : productDraft.parse(draft);
