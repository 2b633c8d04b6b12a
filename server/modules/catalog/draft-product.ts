import type { ProductDraft } from "#contract/api/catalog";
import { before } from "#contract/states/machine";
import { editMachine, type EditState, type ProductState } from "#contract/states/product";
import { clock } from "#platform/clock";
import { type Db, statement, transact, type Tx } from "#platform/db";
import { newId } from "#platform/ids";
import { checkDraft } from "./check-draft.ts";
import { picturesOf } from "./draft-rules.ts";
import { lockProduct, packDraft, stale, unpackDraft, wrongEditState, wrongState } from "./product-rows.ts";

const insert = statement(
  "catalog.insert_product",
  `insert into catalog.products (id, shop_id, status, edit_status, draft, created_at)
   values ($1, $2, 'init', 'editing', $3, $4)`,
);
const write = statement(
  "catalog.write_draft",
  `update catalog.products set draft = $2, draft_version = draft_version + 1, edit_status = 'editing' where id = $1`,
);

// What lies with the auditors is taken back first; what is being uploaded is not ready.
const EDITABLE: EditState[] = [
  "editing",
  ...before(editMachine, "editing").filter((state) => state !== "auditing" && state !== "uploading"),
];
const CLOSED: ProductState[] = ["banned", "bin", "deleted"];

export type Draft = { shopId: bigint; by: bigint; draft: ProductDraft };

/** Begins a product as a draft; nobody but the shop sees it. */
export const createProduct = (db: Db | Tx, ask: Draft): Promise<bigint> =>
  transact(db, async (tx) => {
    const draft = await checkDraft(tx, ask);
    const productId = newId();
    await insert(tx, productId, ask.shopId, packDraft(draft), clock.now());
    return productId;
  });

/**
 * Writes the draft copy; what is online stays as it is. Of two editors who saw the same version the second is told
 * `catalog.stale {version}`.
 */
export const editProduct = (db: Db | Tx, ask: Draft & { productId: bigint; draftVersion: number }): Promise<void> =>
  transact(db, async (tx) => {
    const product = await lockProduct(tx, ask.productId, ask.shopId);
    if (CLOSED.includes(product.status)) throw wrongState(product.status);
    if (!EDITABLE.includes(product.editStatus)) throw wrongEditState(product.editStatus);
    if (product.draftVersion !== ask.draftVersion) throw stale(product);
    const earlier = unpackDraft(product.draft);
    const draft = await checkDraft(tx, { ...ask, keptPictures: earlier ? picturesOf(earlier) : [] });
    await write(tx, product.id, packDraft(draft));
  });
