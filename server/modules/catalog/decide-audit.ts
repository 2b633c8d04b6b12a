import { before } from "#contract/states/machine";
import { editMachine } from "#contract/states/product";
import { peopleWith, tellPerson } from "#modules/identity";
import { audit } from "#platform/audit";
import { type Db, statement, transact, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import { Refusal } from "#platform/refusal";
import { lockProduct, type Product, stale, unpackDraft, wrongEditState } from "./product-rows.ts";
import { putOnline } from "./put-online.ts";
import { noteAudit } from "./submit-product.ts";

const fail = statement(
  "catalog.fail_audit",
  `update catalog.products set edit_status = 'failed', reject_reason = $2 where id = $1`,
);

export type Decision = {
  productId: bigint;
  draftVersion: number;
  decision: "approve" | "reject";
  reason: string;
  by: bigint;
};

/**
 * Decides on the draft that was looked at: another version is `catalog.stale`. Approved, it overwrites the online copy
 * at once (approved, writing, none are one step here); rejected, it goes back with the reason. Leaves an audit row.
 */
export const decideAudit = (db: Db | Tx, { productId, draftVersion, decision, reason, by }: Decision): Promise<void> =>
  transact(db, async (tx) => {
    const product = await lockProduct(tx, productId);
    const to = decision === "approve" ? "approved" : "failed";
    if (!before(editMachine, to).includes(product.editStatus)) throw wrongEditState(product.editStatus);
    if (product.draftVersion !== draftVersion) throw stale(product);
    if (decision === "reject" && reason === "")
      throw new Refusal("request.invalid", { errors: [{ pointer: "/reason", code: "missing" }] });
    const draft = unpackDraft(product.draft)!;
    if (decision === "approve") await putOnline(tx, product, draft);
    else await reject(tx, product, reason);
    const outcome = decision === "approve" ? "approved" : "rejected";
    await noteAudit(tx, { productId, draftVersion, decision: outcome, reason, by });
    const subject = `product:${productId}`;
    const detail = { shopId: product.shopId, draftVersion };
    await audit(tx, { actorId: by, action: `catalog.${decision}`, subject, scope: "platform", reason, detail });
    await tellWriters(tx, product, `catalog.${outcome}`, { title: draft.title.zh, reason });
  });

async function reject(tx: Tx, { id, shopId }: Product, reason: string): Promise<void> {
  await fail(tx, id, reason);
  await emit(tx, "catalog.rejected", [{ productId: id, shopId, reason }]);
}

/** Tells everyone of the shop who writes its products. */
export async function tellWriters(
  tx: Tx,
  { id, shopId }: { id: bigint; shopId: bigint },
  kind: string,
  params: Record<string, string>,
): Promise<void> {
  for (const personId of await peopleWith(tx, "products.write", shopId))
    await tellPerson(tx, personId, kind, params, `/staff/seller/products/${id}?shop=${shopId}`);
}
