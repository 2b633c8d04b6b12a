import { before } from "#contract/states/machine";
import { shopMachine, type ShopState } from "#contract/states/shop";
import { audit } from "#platform/audit";
import { type Db, statement, transact, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import { Refusal } from "#platform/refusal";
import { openWhenFunded, tellShop } from "./open-shop.ts";
import { lockShop, readDesk, type Shop, type ShopFull } from "./read-shops.ts";
import { wrongState } from "./wrong-state.ts";

export type Decision = {
  shopId: bigint;
  decision: "approve" | "reject";
  reasons: { field: string; reason: string }[];
  by: bigint;
};

const step = statement<{ id: bigint }>(
  "shops.step",
  `update shops.shops set state = $2, review_reasons = $4, version = version + 1
   where id = $1 and state = any($3::text[]) returning id`,
);

async function move(tx: Tx, shop: Shop, to: ShopState, reasons: Decision["reasons"] = []): Promise<void> {
  const moved = await step(tx, shop.id, to, before(shopMachine, to), JSON.stringify(reasons));
  if (moved.length === 0) throw wrongState(shop.state);
}

/**
 * Decides on an application. Approved, it waits for the provider and its deposit, and opens when both are there;
 * rejected, it goes back with a reason for each field. The shop is told, and who decided stands in the audit log.
 */
export const reviewShop = (db: Db | Tx, { shopId, decision, reasons, by }: Decision): Promise<ShopFull> =>
  transact(db, async (tx) => {
    const shop = await lockShop(tx, shopId);
    if (decision === "reject" && reasons.length === 0)
      throw new Refusal("request.invalid", { errors: [{ pointer: "/reasons", code: "missing" }] });
    if (decision === "approve") await approve(tx, shop);
    else await reject(tx, shop, reasons);
    const reason = reasons.map((one) => `${one.field}: ${one.reason}`).join("; ");
    const row = { actorId: by, action: `shops.${decision}`, subject: `shop:${shopId}`, scope: "platform" as const };
    await audit(tx, { ...row, reason, detail: { from: shop.state, version: shop.version } });
    await emit(tx, "shops.reviewed", [{ shopId, decision }]);
    return readDesk(tx, shopId);
  });

async function approve(tx: Tx, shop: Shop): Promise<void> {
  if (shop.state === "submitted") await move(tx, shop, "checking");
  await move(tx, shop, "waiting_provider");
  if (await openWhenFunded(tx, shop.id)) return;
  await tellShop(tx, shop, "shops.approved", { needFen: String(shop.depositNeedFen - shop.depositFen) });
}

async function reject(tx: Tx, shop: Shop, reasons: Decision["reasons"]): Promise<void> {
  await move(tx, shop, "rejected", reasons);
  const why = reasons.map(({ reason }) => reason).join("；");
  await tellShop(tx, shop, "shops.rejected", { fields: reasons.map(({ field }) => field).join(","), why });
}
