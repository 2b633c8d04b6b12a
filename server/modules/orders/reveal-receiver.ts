import { audit } from "#platform/audit";
import { type Db, transact, type Tx } from "#platform/db";
import { Refusal } from "#platform/refusal";
import type { Vault } from "#platform/vault";
import { findShopOrder } from "./queries.ts";
import { openReceiver, type Receiver } from "./receiver.ts";

type Reveal = { shopId: bigint; orderId: bigint; actorId: bigint; reason: string };

/** Shows staff the whole receiver of one of the shop's orders; who looked, and why, is written down with it. */
export async function revealReceiver(
  db: Db | Tx,
  vault: Vault,
  { shopId, orderId, actorId, reason }: Reveal,
): Promise<Receiver & { regionNames: string[] }> {
  return transact(db, async (tx) => {
    const order = await findShopOrder(tx, orderId, shopId);
    if (!order) throw new Refusal("orders.not_found");
    const action = "orders.receiver_revealed";
    await audit(tx, { actorId, action, subject: `order:${orderId}`, scope: "shop", scopeId: shopId, reason });
    return { ...openReceiver(vault, orderId, order.receiverSealed), regionNames: order.regionNames };
  });
}
