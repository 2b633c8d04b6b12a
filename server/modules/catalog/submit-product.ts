import { before } from "#contract/states/machine";
import { editMachine } from "#contract/states/product";
import { readShopFacts } from "#modules/shops";
import { clock } from "#platform/clock";
import { type Db, statement, transact, type Tx } from "#platform/db";
import { newId } from "#platform/ids";
import { Refusal } from "#platform/refusal";
import { takeQuota } from "./audit-quota.ts";
import { lockProduct, stale, wrongEditState } from "./product-rows.ts";

const submit = statement(
  "catalog.submit",
  `update catalog.products set edit_status = 'auditing', submitted_at = $2, reject_reason = null where id = $1`,
);
const withdraw = statement(
  "catalog.withdraw",
  `update catalog.products set edit_status = 'editing', draft_version = draft_version + 1, submitted_at = null
   where id = $1`,
);
const note = statement(
  "catalog.note_audit",
  `insert into catalog.audit_log (id, product_id, draft_version, decision, reason, actor_id, happened_at)
   values ($1, $2, $3, $4, $5, $6, $7)`,
);
const onSale = statement<{ n: bigint }>(
  "catalog.count_on_sale",
  `select count(*) as n from catalog.products
   where shop_id = $1 and id <> $2 and (status = 'on' or edit_status = 'auditing' and version = 0)`,
);

export type AuditNote = {
  productId: bigint;
  draftVersion: number;
  decision: "submitted" | "cancelled" | "approved" | "rejected";
  reason?: string;
  by: bigint;
};

/** One line in the product's own history of audits. */
export const noteAudit = async (tx: Tx, { productId, draftVersion, decision, reason, by }: AuditNote): Promise<void> =>
  void (await note(tx, newId(), productId, draftVersion, decision, reason ?? "", by, clock.now()));

/** Refuses `shops.not_open`, and `shops.trial_limit {limit}` when a shop on trial has its full number on sale. */
export async function requireRoom(tx: Tx, shopId: bigint, productId: bigint): Promise<{ level: number }> {
  const shop = (await readShopFacts(tx, [shopId])).get(shopId)!;
  if (!shop.isOpen) throw new Refusal("shops.not_open", { state: shop.state });
  if (shop.productsMax !== null) {
    const [others] = await onSale(tx, shopId, productId);
    if (others!.n >= BigInt(shop.productsMax)) throw new Refusal("shops.trial_limit", { limit: shop.productsMax });
  }
  return { level: shop.level };
}

export type Ask = { shopId: bigint; productId: bigint; by: bigint };

/** Hands the draft to the auditors, at the cost of one audit of the shop's quota. */
export const submitProduct = (db: Db | Tx, ask: Ask & { draftVersion: number }): Promise<void> =>
  transact(db, async (tx) => {
    const product = await lockProduct(tx, ask.productId, ask.shopId);
    if (!before(editMachine, "auditing").includes(product.editStatus)) throw wrongEditState(product.editStatus);
    if (product.draftVersion !== ask.draftVersion) throw stale(product);
    const { level } = await requireRoom(tx, ask.shopId, ask.productId);
    await takeQuota(tx, ask.shopId, level);
    await submit(tx, product.id, clock.now());
    await noteAudit(tx, { ...ask, decision: "submitted" });
  });

/** Takes the draft back from the auditors. Whoever comes first wins: a decision that was made stands. */
export const withdrawSubmission = (db: Db | Tx, ask: Ask): Promise<void> =>
  transact(db, async (tx) => {
    const product = await lockProduct(tx, ask.productId, ask.shopId);
    if (product.editStatus !== "auditing") throw wrongEditState(product.editStatus);
    await withdraw(tx, product.id);
    await noteAudit(tx, { ...ask, draftVersion: product.draftVersion, decision: "cancelled" });
  });
