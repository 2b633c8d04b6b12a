import assert from "node:assert/strict";
import { type Buyer, type Ground, type Person, until } from "./ground.ts";

/** The words of a sale over HTTP, as a buyer's phone and a shop's desk speak them. */
export type Placed = { checkoutId: string; orderId: string; payableFen: number };

export async function place(ground: Ground, buyer: Buyer, skuId: bigint, fen: bigint, key?: string): Promise<Placed> {
  const body = {
    lines: [{ skuId: String(skuId), quantity: 1 }],
    addressId: String(buyer.addressId),
    expectedFen: Number(fen),
  };
  const answer = await ground.ask("POST", "/api/orders/checkouts", { as: buyer, body, ...(key && { key }) });
  assert.equal(answer.status, 200, answer.text);
  const { checkoutId, orderIds, payableFen } = answer.body as {
    checkoutId: string;
    orderIds: string[];
    payableFen: number;
  };
  return { checkoutId, orderId: orderIds[0]!, payableFen };
}

export async function cashier(ground: Ground, buyer: Person, { checkoutId }: Placed): Promise<string> {
  const answer = await ground.ask("POST", `/api/payments/checkouts/${checkoutId}/cashier`, { as: buyer, body: {} });
  assert.equal(answer.status, 200, answer.text);
  return String(answer.body["payUrl"]);
}

/** What a payer does on the provider's page, without a browser. */
export async function payAt(payUrl: string): Promise<void> {
  const paid = await fetch(payUrl, { method: "POST", body: new URLSearchParams({ deed: "pay" }), redirect: "manual" });
  assert.ok(paid.status < 400, `the page answered ${paid.status}`);
  await paid.arrayBuffer();
}

export async function stateOf(ground: Ground, buyer: Person, { orderId }: Placed): Promise<string> {
  const answer = await ground.ask("GET", `/api/orders/orders/${orderId}`, { as: buyer });
  return String(answer.body["state"]);
}

export const comesTo = (ground: Ground, buyer: Person, sale: Placed, state: string, withinMs?: number): Promise<true> =>
  until(
    `order ${sale.orderId} is ${state}`,
    async () => (await stateOf(ground, buyer, sale)) === state || undefined,
    withinMs,
  );

export async function paid(ground: Ground, buyer: Buyer, skuId: bigint, fen: bigint): Promise<Placed> {
  const sale = await place(ground, buyer, skuId, fen);
  await payAt(await cashier(ground, buyer, sale));
  await comesTo(ground, buyer, sale, "to_ship");
  return sale;
}

export type Deed = { outTradeNo: string; outRefundNo?: string; fen: number; state?: string };

/** What truly happened, by the provider's own journal. */
export async function deedsOf(ground: Ground, list: "payments" | "refunds"): Promise<Deed[]> {
  const all = (await (await fetch(`${ground.sandbox}/deeds`)).json()) as Record<string, Deed[]>;
  return all[list]!;
}
