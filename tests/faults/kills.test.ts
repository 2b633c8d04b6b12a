import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { brokenIn, verify } from "#platform/verify";
import { aProduct, aShop } from "../fixtures/goods.ts";
import { openGround, until } from "./ground.ts";
import { cashier, comesTo, deedsOf, paid, payAt, place, type Placed } from "./sale.ts";

// `kill -9` of the whole server between any two phases of paying, shipping and refunding. Nobody mends anything: the
// same program is started again, and each sale comes to its one end.
const ground = await openGround();
const { db, ask } = ground;
const FEN = 9_900n;
const shop = await aShop(db);
const { skuIds } = await aProduct(db, shop.shopId, { prices: [FEN], pieces: 100 });
const skuId = skuIds[0]!;
const buyer = await ground.buyer();
const owner = await ground.sessionOf(shop.ownerId);
const sales: { sale: Placed; end: string }[] = [];
let aheadMs = 0;

/** The business clock goes on while the server is dead, so that the next question to the provider is due at once. */
async function startLater(seconds: number): Promise<void> {
  aheadMs += seconds * 1_000;
  await sql`insert into platform.settings (name, value, updated_at)
    values ('clock_ahead', jsonb_build_object('ms', ${aheadMs}::float8), now())
    on conflict (name) do update set value = excluded.value`.execute(db);
  await ground.start();
}

/** Lets the server die at the spot while it does the deed; the caller's line breaks with it. */
async function diesAt(spot: string, deed: () => Promise<unknown>): Promise<void> {
  await ground.tell({ spot });
  await Promise.all([
    deed().catch(() => undefined),
    until(`the server dies ${spot}`, () => ground.server().signalCode),
  ]);
  assert.equal(await ground.died(), "SIGKILL");
}

const ship = (sale: Placed, waybillNo: string) =>
  ask("POST", `/api/fulfilment/shops/${shop.shopId}/orders/${sale.orderId}/parcels`, {
    as: owner,
    body: { carrier: "SF", waybillNo },
  });
const refund = (sale: Placed) =>
  ask("POST", `/api/aftersales/orders/${sale.orderId}/cases`, { as: buyer, body: { reason: "OTHERS" } });
const parcelState = async (sale: Placed): Promise<string | undefined> => {
  const { rows } = await sql<{ state: string }>`select state from fulfilment.parcels
    where order_id = ${sale.orderId}`.execute(db);
  return rows[0]?.state;
};

// The waybill job is given back to the queue by a missed heartbeat, which takes its time: its sales are begun first.
for (const spot of ["before register", "after register"])
  test(`shipping, killed ${spot}: the parcel is shipped once`, async () => {
    const sale = await paid(ground, buyer, skuId, FEN);
    sales.push({ sale, end: "to_receive" });
    await diesAt(spot, () => ship(sale, `WB-${sale.orderId}`));
    await ground.start();
    await comesTo(ground, buyer, sale, "to_receive");
    const again = await ship(sale, `WC-${sale.orderId}`);
    assert.ok([409, 422].includes(again.status), `nothing is left to ship: ${again.text}`);
  });

for (const spot of ["before open", "after open"])
  test(`paying, killed ${spot}: the cashier opens again, and one payment is made`, async () => {
    const sale = await place(ground, buyer, skuId, FEN);
    sales.push({ sale, end: "to_ship" });
    await diesAt(spot, () => cashier(ground, buyer, sale));
    await ground.start();
    await payAt(await cashier(ground, buyer, sale));
    await comesTo(ground, buyer, sale, "to_ship");
  });

test("paying, killed after the buyer paid and before the notice was heard: the order is paid", async () => {
  const sale = await place(ground, buyer, skuId, FEN);
  sales.push({ sale, end: "to_ship" });
  const payUrl = await cashier(ground, buyer, sale);
  await ground.kill();
  await payAt(payUrl);
  await startLater(20);
  await comesTo(ground, buyer, sale, "to_ship");
});

for (const spot of ["before refund", "after refund"])
  test(`refunding, killed ${spot}: the money goes back once`, async () => {
    const sale = await paid(ground, buyer, skuId, FEN);
    sales.push({ sale, end: "all_refunded" });
    await diesAt(spot, () => refund(sale));
    await startLater(61);
    await comesTo(ground, buyer, sale, "all_refunded", 30_000);
  });

test("refunding, killed after the provider took it and before its end was heard: the refund ends", async () => {
  const sale = await paid(ground, buyer, skuId, FEN);
  sales.push({ sale, end: "all_refunded" });
  assert.equal((await refund(sale)).status, 200);
  await ground.kill();
  await startLater(61);
  await comesTo(ground, buyer, sale, "all_refunded", 30_000);
});

test("the carrier hears of every parcel in the end", async () => {
  for (const { sale, end } of sales)
    if (end === "to_receive")
      await until("the carrier knows the parcel", async () => (await parcelState(sale)) !== "planned", 90_000);
});

test("after all these deaths each sale has one end, the provider's deeds equal the ledger, and every invariant holds", async () => {
  assert.equal(sales.length, 8);
  for (const { sale, end } of sales) await comesTo(ground, buyer, sale, end);
  const [payments, refunds] = [await deedsOf(ground, "payments"), await deedsOf(ground, "refunds")];
  assert.deepEqual([payments.length, refunds.length], [8, 3]);
  const { rows } = await sql<{ held: bigint; gone: bigint }>`select
    (select coalesce(sum(posted_fen), 0)::bigint from ledger.balances where account like 'held:%') as held,
    (select coalesce(sum(fen), 0)::bigint from payments.refunds where state = 'succeeded') as gone`.execute(db);
  assert.deepEqual(rows[0], { held: 5n * FEN, gone: 3n * FEN });
  assert.equal(
    refunds.reduce((sum, each) => sum + each.fen, 0),
    3 * Number(FEN),
  );
  const { rows: moved } =
    await sql`select order_id, state from orders.history group by 1, 2 having count(*) > 1`.execute(db);
  assert.deepEqual(moved, [], "no order made a move twice");
  const { rows: stock } = await sql`select on_hand::int as "onHand", reserved::int as reserved
    from inventory.positions where sku_id = ${skuId}`.execute(db);
  assert.deepEqual(stock[0], { onHand: 98, reserved: 3 });
  assert.doesNotMatch(ground.log(), /"msg":"a fault of ours"/);
  assert.deepEqual(brokenIn(await verify(ground.config.databaseUrl)), []);
});
