import { tellPerson } from "#modules/identity";
import { lockOrder, releaseFromCase } from "#modules/orders";
import { clock } from "#platform/clock";
import { type Db, transact, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import type { House } from "#platform/parts";
import { Refusal } from "#platform/refusal";
import { buyerAnswersBy } from "./case-clock.ts";
import { moveCase } from "./case-moves.ts";
import { grantRefund } from "./grant-refund.ts";
import { type Case, findCase } from "./queries.ts";

export type Decision = { caseId: bigint; shopId: bigint; agree: boolean; reason: string };

/** Locks the order first, then looks at the case: the order everybody locks in. */
async function lockCase(tx: Tx, caseId: bigint, isTheirs: (found: Case) => boolean): Promise<Case> {
  const known = await findCase(tx, caseId);
  if (!known || !isTheirs(known)) throw new Refusal("aftersales.not_found");
  await lockOrder(tx, known.orderId);
  return (await findCase(tx, caseId))!;
}

/** The shop agrees, and the money goes back; or says no with a reason, and the order may be shipped again. */
export async function decideCase(
  db: Db | Tx,
  jobs: House["jobs"],
  { caseId, shopId, agree, reason }: Decision,
): Promise<void> {
  if (!agree && reason === "") throw new Refusal("request.invalid", { errors: [{ pointer: "/reason" }] });
  await transact(db, async (tx) => {
    const found = await lockCase(tx, caseId, (each) => each.shopId === shopId);
    const at = clock.now();
    const done = agree
      ? await grantRefund(tx, jobs, found, { byWhom: "shop", note: reason, at })
      : await reject(tx, found, reason, at);
    if (!done) throw new Refusal("aftersales.wrong_state", { state: found.state });
  });
}

async function reject(tx: Tx, { id, orderId, buyerId }: Case, reason: string, at: Date): Promise<boolean> {
  const moved = await moveCase(tx, id, {
    to: "MERCHANT_REJECT_REFUND",
    from: ["MERCHANT_PROCESSING"],
    byWhom: "shop",
    note: reason,
    at,
    dueAt: buyerAnswersBy(at),
    rejectReason: reason,
  });
  if (!moved) return false;
  await releaseFromCase(tx, { orderId });
  await emit(tx, "aftersales.updated", [{ caseId: id, orderId, status: "MERCHANT_REJECT_REFUND" }]);
  await tellPerson(
    tx,
    buyerId,
    "aftersales.rejected",
    { caseId: String(id), orderId: String(orderId), reason },
    `/orders/${orderId}`,
  );
  return true;
}

/** The buyer takes the wish back; a held order goes on. */
export async function withdrawCase(
  db: Db | Tx,
  { caseId, buyerId }: { caseId: bigint; buyerId: bigint },
): Promise<void> {
  await transact(db, async (tx) => {
    const found = await lockCase(tx, caseId, (each) => each.buyerId === buyerId);
    const from = ["MERCHANT_PROCESSING", "MERCHANT_REJECT_REFUND"] as const;
    const moved = await moveCase(tx, caseId, { to: "USER_CANCELD", from, byWhom: "buyer", at: clock.now() });
    if (!moved) throw new Refusal("aftersales.wrong_state", { state: found.state });
    if (found.state === "MERCHANT_PROCESSING") await releaseFromCase(tx, { orderId: found.orderId });
    await emit(tx, "aftersales.closed", [{ caseId, orderId: found.orderId, status: "USER_CANCELD" }]);
  });
}

/** The clock has run out: a shop that kept silent has agreed, a buyer who kept silent has accepted the no. */
export async function decideBySilence(tx: Tx, jobs: House["jobs"], caseId: bigint, at: Date): Promise<void> {
  const found = await lockCase(tx, caseId, () => true);
  if (found.endedAt !== null || found.dueAt === null || found.dueAt > at) return;
  if (found.state === "MERCHANT_PROCESSING") {
    await grantRefund(tx, jobs, found, { byWhom: "clock", note: "shop_was_silent", at });
  } else if (found.state === "MERCHANT_REJECT_REFUND") {
    await moveCase(tx, caseId, { to: "MERCHANT_FAIL", from: [found.state], byWhom: "clock", at });
    await emit(tx, "aftersales.closed", [{ caseId, orderId: found.orderId, status: "MERCHANT_FAIL" }]);
  }
}
