import { peopleWith, tellPerson } from "#modules/identity";
import { holdForCase, lockOrder, type OrderFacts } from "#modules/orders";
import { clock } from "#platform/clock";
import { type Db, statement, transact, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import { newId } from "#platform/ids";
import type { House } from "#platform/parts";
import { Refusal } from "#platform/refusal";
import { APPLICATIONS_MAX, isGrantedAtOnce, shopDecidesBy } from "./case-clock.ts";
import { moveCase } from "./case-moves.ts";
import { grantRefund } from "./grant-refund.ts";
import { type Case, casesOfOrder, findCase } from "./queries.ts";

export type Application = { orderId: bigint; buyerId: bigint; reason: Case["reason"]; note: string };

const AT_ONCE = 4; // the dialect's number for "not shipped yet, accepted by itself"
const BY_BUYER = 1;

const insert = statement(
  "aftersales.insert_case",
  `with opened as (
     insert into aftersales.cases (id, order_id, shop_id, buyer_id, kind, state, reason, note, fen, initiator, due_at, opened_at)
     values ($1, $2, $3, $4, 'refund', 'MERCHANT_PROCESSING', $5, $6, $7, $8, $9, $10)
   )
   insert into aftersales.history (id, case_id, state, by_whom, note, happened_at)
   values ($11, $1, 'MERCHANT_PROCESSING', 'buyer', $6, $10)`,
);

/**
 * A buyer wants the money of a paid, unshipped order back. From now on the order is held: nobody ships it. Within an
 * hour of paying it is granted at once; else the shop decides within 24 hours and silence grants it.
 */
export async function openCase(db: Db | Tx, jobs: House["jobs"], application: Application): Promise<bigint> {
  return transact(db, async (tx) => {
    const order = await lockOrder(tx, application.orderId);
    if (order?.buyerId !== application.buyerId) throw new Refusal("orders.not_found");
    await requireOpenable(tx, order);
    const [caseId, at] = [newId(), clock.now()];
    const atOnce = isGrantedAtOnce(order.paidAt!, at);
    const { reason, note } = application;
    const fen = order.payableFen - order.refundedFen;
    const clocked = [atOnce ? AT_ONCE : BY_BUYER, atOnce ? null : shopDecidesBy(at), at, newId()] as const;
    await insert(tx, caseId, order.id, order.shopId, order.buyerId, reason, note, fen, ...clocked);
    await holdForCase(tx, { orderId: order.id, caseId });
    await emit(tx, "aftersales.opened", [{ caseId, orderId: order.id, shopId: order.shopId, fen }]);
    const opened = (await findCase(tx, caseId))!;
    if (atOnce) await grantRefund(tx, jobs, opened, { byWhom: "platform", note: "within_an_hour", at });
    else await tellShop(tx, opened);
    return caseId;
  });
}

async function requireOpenable(tx: Tx, order: OrderFacts): Promise<void> {
  if (order.lines.some((line) => line.shipped > 0)) throw new Refusal("aftersales.already_shipped");
  if (order.openCaseId !== null) throw new Refusal("aftersales.open_exists", { caseId: String(order.openCaseId) });
  if (order.state !== "to_ship" || order.paidAt === null)
    throw new Refusal("orders.wrong_state", { state: order.state });
  const earlier = await casesOfOrder(tx, order.id);
  if (earlier.length >= APPLICATIONS_MAX)
    throw new Refusal("aftersales.too_many_applications", { max: APPLICATIONS_MAX });
  // A case that the shop rejected gives way to the new application.
  for (const { id, endedAt } of earlier) {
    if (endedAt !== null) continue;
    const at = clock.now();
    await moveCase(tx, id, {
      to: "USER_CANCELD",
      from: ["MERCHANT_REJECT_REFUND"],
      byWhom: "buyer",
      note: "new_application",
      at,
    });
  }
}

async function tellShop(tx: Tx, { id, orderId, shopId }: Case): Promise<void> {
  const params = { caseId: String(id), orderId: String(orderId) };
  for (const personId of await peopleWith(tx, "cases.decide", shopId))
    await tellPerson(tx, personId, "aftersales.opened", params);
}
