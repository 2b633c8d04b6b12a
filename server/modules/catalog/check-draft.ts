import type { ProductDraft } from "#contract/api/catalog";
import { readUploads } from "#modules/media";
import { checkText } from "#modules/safety";
import { statement, type Tx } from "#platform/db";
import { Refusal } from "#platform/refusal";
import { draftFaults, mapTexts, picturesOf } from "./draft-rules.ts";

const categoryOf = statement<{ floorFen: bigint }>(
  "catalog.category_floor",
  `select floor_fen as "floorFen" from catalog.categories where id = $1`,
);
const templateOf = statement<{ id: bigint }>(
  "catalog.own_template",
  `select id from catalog.freight_templates where id = $1 and shop_id = $2`,
);
const ownSkus = statement<{ id: bigint }>("catalog.own_skus", `select id from catalog.skus where product_id = $1`);

export type Ask = {
  shopId: bigint;
  by: bigint;
  draft: ProductDraft;
  /** The product that is edited, and the pictures its draft shows already, whoever brought them. */
  productId?: bigint;
  keptPictures?: readonly bigint[];
};

/**
 * A draft as it may be kept: its words filtered, its pictures the writer's own, its template the shop's, no price under
 * the category's floor. Refuses with what is wrong, fields by pointer.
 */
export async function checkDraft(
  tx: Tx,
  { shopId, by, draft, productId, keptPictures = [] }: Ask,
): Promise<ProductDraft> {
  const [category] = await categoryOf(tx, draft.categoryId);
  if (!category) throw new Refusal("request.invalid", { errors: [{ pointer: "/draft/categoryId", code: "unknown" }] });
  if ((await templateOf(tx, draft.templateId, shopId)).length === 0) throw new Refusal("catalog.template_not_found");
  await checkPictures(tx, by, draft, keptPictures);
  const clean = await mapTexts(draft, (text) => checkText(tx, text));
  const own = new Set(productId === undefined ? [] : (await ownSkus(tx, productId)).map(({ id }) => id));
  const errors = draftFaults(clean, own);
  if (errors.length > 0) throw new Refusal("request.invalid", { errors });
  if (draft.skus.some(({ priceFen }) => priceFen < category.floorFen))
    throw new Refusal("catalog.below_floor", { floorFen: Number(category.floorFen) });
  return clean;
}

async function checkPictures(tx: Tx, by: bigint, draft: ProductDraft, kept: readonly bigint[]): Promise<void> {
  const brought = picturesOf(draft).filter((id) => !kept.includes(id));
  const own = await readUploads(tx, by, brought);
  const missing = brought.filter((id) => !own.has(id)).map(String);
  if (missing.length > 0) throw new Refusal("catalog.picture_not_found", { uploadIds: missing });
}
