import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { settleCommissions } from "#modules/alliance";
import { account, balances } from "#modules/ledger";
import { capturePayments } from "#modules/payments";
import { clock, standStill } from "#platform/clock";
import { transact } from "#platform/db";
import { drain, emit } from "#platform/events";
import { unwrap } from "#platform/refusal";
import { brokenIn, verify } from "#platform/verify";
import { shareOut } from "#contract/money";
import { buyerId, forSale, openSale, type Sale, withForgetfulLine } from "../../../tests/fixtures/payments.ts";
import { appOf, testHouse } from "../../../tests/house.ts";
import { pursueDueRefunds } from "../payments/pursue-refund.ts";
import { pursueDueSplits } from "../payments/pursue-split.ts";
import { requestRefunds } from "../payments/request-refunds.ts";
import { aPerson } from "../../../tests/fixtures/goods.ts";
import { newId } from "#platform/ids";
import { parts } from "./index.ts";
import { DAY_MS } from "./tiers.ts";

const time = standStill(new Date("2026-03-01T08:00:00Z"));
const { house, url } = await testHouse();
const { db } = house;
const provider = withForgetfulLine(house);
const app = await appOf(house, parts);
const [shopId, creatorId] = [7n, 5n];

await db.connection().execute(async (one) => {
  await sql`set session_replication_role = replica`.execute(one);
  await sql`insert into shops.shops (id, owner_id, name, kind, licence_number, state, tier, fee_bp, opened_at, created_at)
    values (7, 1, '茶店', 'individual', 'L', 'open', 'b', 200, ${clock.now()}, ${clock.now()})`.execute(one);
  await sql`set session_replication_role = origin`.execute(one);
});

const hear = (): Promise<void> => drain(db, parts.consumers!(house));
const say = async (topic: string, payload: Record<string, unknown>): Promise<void> => {
  await transact(db, (tx) => emit(tx, topic, [payload]));
  await hear();
};
const sweep = async (name: string): Promise<void> => {
  const { run } = parts.sweeps!(house).find((each) => each.name === name)!;
  while ((await run(db)) > 0) continue;
};
async function settleSplits(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    await pursueDueSplits(house, db);
    time.advance(60_000);
  }
  await hear();
}
const billOf = ({ orderId }: Sale) =>
  db.selectFrom("settlement.bills").selectAll().where("orderId", "=", orderId).executeTakeFirstOrThrow();
const flowsOf = ({ orderId }: Sale) =>
  db.selectFrom("settlement.flows").selectAll().where("orderId", "=", orderId).orderBy("id").execute();
const lies = async (...keys: string[]): Promise<bigint[]> => [...(await balances(db, keys)).values()];
const [due, reserve, creators] = [account("due", "shop:7"), account("reserve", "shop:7"), account("due", "creator:5")];

/** A paid order with a commission of 10 %, told to settlement as orders would tell it. */
async function paidSale(fen: bigint): Promise<Sale> {
  const sale = await forSale(house, fen, shopId);
  await openSale(house, sale);
  const { transactionId: providerRef, currency } = provider.pay(sale.outTradeNo)!;
  const capture = { provider: "sandbox", outTradeNo: sale.outTradeNo, providerRef, fen, currency, ours: true };
  for (const outcome of await capturePayments(db, [capture])) unwrap(outcome);
  await db.connection().execute(async (one) => {
    await sql`set session_replication_role = replica`.execute(one);
    await sql`insert into alliance.commissions (id, order_id, line_id, shop_id, creator_id, plan_id, goods_fen, bp, fen,
        state, created_at) values (${sale.lineId}, ${sale.orderId}, ${sale.lineId}, 7, 5, 1, ${fen}, 1000, ${fen / 10n},
        'unsettled', ${clock.now()})`.execute(one);
    await sql`set session_replication_role = origin`.execute(one);
  });
  await say("orders.paid", { orderId: sale.orderId, shopId, buyerId });
  return sale;
}
const confirm = ({ orderId }: Sale): Promise<void> =>
  say("orders.confirmed", { orderId, by: "buyer", at: clock.now().toISOString() });

test("a paid order gets its bill by the shop's tier, once; a new tier later changes nothing", async () => {
  const sale = await paidSale(10_001n);
  await say("orders.paid", { orderId: sale.orderId, shopId, buyerId });
  const { tier, days, reserveBp, feeBp, state } = await billOf(sale);
  assert.deepEqual([tier, days, reserveBp, feeBp, state], ["new", 15, 1000, 200, "waiting"]);
  await sql`update shops.shops set fee_bp = 900`.execute(db);
  await say("orders.paid", { orderId: sale.orderId, shopId, buyerId });
  assert.equal((await billOf(sale)).feeBp, 200);
  await sql`update shops.shops set fee_bp = 200`.execute(db);
});

test("from completion to the statement: due by the clock, split by the provider, every fen where it belongs", async () => {
  const sale = await paidSale(10_001n);
  await confirm(sale);
  const bill = await billOf(sale);
  assert.equal(bill.dueAt!.getTime() - bill.completedAt!.getTime(), Math.max(bill.days, 7) * DAY_MS);
  time.set(new Date(bill.dueAt!.getTime() - 1));
  await sweep("settlement.release");
  assert.equal((await billOf(sale)).state, "waiting");
  time.advance(1);
  await Promise.all([sweep("settlement.release"), sweep("settlement.release")]);
  assert.equal((await billOf(sale)).state, "releasing");
  assert.deepEqual(await lies(due, creators), [0n, 0n]);
  await settleSplits();
  assert.equal((await billOf(sale)).state, "released");
  const [fee, commission, rest] = shareOut([200n, 1000n, 8800n], 10_001n) as [bigint, bigint, bigint];
  const kept = (rest * BigInt(bill.reserveBp)) / 10_000n;
  assert.deepEqual(await lies(due, reserve, creators, account("held", sale.orderId)), [
    rest - kept,
    kept,
    commission,
    0n,
  ]);
  const flows = await flowsOf(sale);
  const sums = new Map<string, bigint>();
  for (const { payee, fen } of flows) sums.set(payee, (sums.get(payee) ?? 0n) + fen);
  assert.deepEqual(Object.fromEntries(sums), { "shop:7": rest - kept, platform: fee, "creator:5": commission });
  for (const { payee, kind, fen, reason } of flows) {
    const { bps, baseFen, place } = reason as { bps?: string; baseFen: number; place: number };
    if (bps === undefined) continue;
    const again = shareOut(bps.split(",").map(BigInt), BigInt(baseFen))[place]!;
    assert.equal(payee === "shop:7" ? -fen : fen, again, `${payee} ${kind}`);
  }
  const split = [...provider.splits.values()].at(-1)!;
  assert.deepEqual(
    new Map(split.receivers.map(({ account: to, fen }) => [to, fen])),
    new Map([
      ["platform", fee],
      ["person:5", commission],
      ["shop:7", rest],
    ]),
  );
});

test("the reserve goes home after thirty days, once", async () => {
  const [before, kept] = (await lies(due, reserve)) as [bigint, bigint];
  assert.ok(kept > 0n);
  time.advance(31 * DAY_MS);
  await Promise.all([sweep("settlement.reserves"), sweep("settlement.reserves")]);
  assert.deepEqual(await lies(due, reserve), [before + kept, 0n]);
});

test("a split that fails for everyone is voided, and tried again a day later", async () => {
  const sale = await paidSale(5_000n);
  await confirm(sale);
  time.advance(16 * DAY_MS);
  for (const receiver of ["shop:7", "person:5", "platform"]) provider.line.failing.add(receiver);
  await sweep("settlement.release");
  await settleSplits();
  const failed = await billOf(sale);
  assert.equal(failed.state, "due");
  assert.deepEqual(await lies(account("held", sale.orderId)), [5_000n]);
  assert.deepEqual(await flowsOf(sale), []);
  provider.line.failing.clear();
  time.advance(DAY_MS);
  await sweep("settlement.release");
  await settleSplits();
  assert.equal((await billOf(sale)).state, "released");
});

test("an order that was refunded in full is never released", async () => {
  const sale = await paidSale(800n);
  const lines = [{ lineId: sale.lineId, fen: 800n, goodsFen: 800n }];
  const asked = { orderId: sale.orderId, caseId: null, why: "aftersale" as const, at: clock.now(), lines };
  await transact(db, (tx) => requestRefunds(tx, house.jobs, [asked]));
  await pursueDueRefunds(house, db);
  for (const refund of provider.refunds.values()) refund.state = "succeeded";
  time.advance(60_000);
  await pursueDueRefunds(house, db);
  await say("orders.refunded", { orderId: sale.orderId, isAll: true, fen: 800n });
  assert.equal((await billOf(sale)).state, "cancelled");
  await confirm(sale);
  time.advance(60 * DAY_MS);
  await sweep("settlement.release");
  assert.equal((await billOf(sale)).state, "cancelled");
});

test("a partial refund before the release lowers every share; one after it is clawed back and read by everyone", async () => {
  const sale = await paidSale(10_000n);
  const refund = async (fen: bigint): Promise<void> => {
    const lines = [{ lineId: sale.lineId, fen, goodsFen: fen }];
    const asked = { orderId: sale.orderId, caseId: null, why: "aftersale" as const, at: clock.now(), lines };
    await transact(db, (tx) => requestRefunds(tx, house.jobs, [asked]));
    await pursueDueRefunds(house, db);
    for (const each of provider.refunds.values()) each.state = "succeeded";
    time.advance(60_000);
    await pursueDueRefunds(house, db);
    await hear();
  };
  await refund(4_000n);
  await confirm(sale);
  time.advance(16 * DAY_MS);
  await sweep("settlement.release");
  await settleSplits();
  const commission = (await flowsOf(sale)).find(({ payee }) => payee === "creator:5")!;
  assert.equal(commission.fen, 600n);
  await refund(6_000n);
  const flows = await flowsOf(sale);
  const sum = (payee: string): bigint =>
    flows.filter((flow) => flow.payee === payee).reduce((all, { fen }) => all + fen, 0n);
  assert.equal(sum("creator:5"), 0n);
  assert.equal(sum("platform"), 0n);
});

test("shop, creator and platform read their statements page by page; the lines add up to what they have", async () => {
  const get = async (path: string, person: bigint) => {
    const answer = await app.inject({ url: path, headers: { "x-person": String(person) } });
    assert.equal(answer.statusCode, 200, answer.body);
    return JSON.parse(answer.body) as {
      items: { fen: number }[];
      nextCursor: string | null;
      balances: Record<string, number>;
      feeFen: number;
    };
  };
  const all = async (path: string, person: bigint): Promise<number> => {
    let sum = 0;
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page = await get(`${path}?limit=2${cursor && `&cursor=${cursor}`}`, person);
      for (const { fen } of page.items) sum += fen;
      cursor = page.nextCursor;
    }
    return sum;
  };
  const mine = await get("/api/settlement/statement", creatorId);
  assert.equal(await all("/api/settlement/statement", creatorId), mine.balances["dueFen"]);
  const shop = await get(`/api/settlement/shops/${shopId}/statement`, 1n);
  assert.equal(await all(`/api/settlement/shops/${shopId}/statement`, 1n), shop.balances["dueFen"]);
  const platform = await get("/api/settlement/platform", 1n);
  assert.equal(await all("/api/settlement/platform", 1n), platform.feeFen);
  assert.ok((await get(`/api/settlement/shops/${shopId}/bills`, 1n)).items.length >= 4);
});

test("a bill that cannot be divided is put aside, told once, and keeps nobody waiting behind it", async () => {
  const operator = await aPerson(db, "财务");
  await sql`insert into identity.role_grants (id, person_id, scope, scope_id, role, granted_by, created_at)
    values (${newId()}, ${operator}, 'platform', 0, 'finance', ${operator}, ${clock.now()})`.execute(db);
  const [greedy, plain] = [await paidSale(10_000n), await paidSale(10_000n)];
  await sql`update settlement.bills set fee_bp = 9500 where order_id = ${greedy.orderId}`.execute(db);
  for (const sale of [greedy, plain]) await confirm(sale);
  time.set((await billOf(plain)).dueAt!);
  await sweep("settlement.release");
  assert.deepEqual([(await billOf(greedy)).state, (await billOf(plain)).state], ["held", "releasing"]);
  time.advance(3_600_000);
  await sweep("settlement.release");
  const { rows: told } = await sql`select kind from identity.notices where person_id = ${operator}`.execute(db);
  assert.deepEqual(told, [{ kind: "settlement.held" }]);
  await sql`update settlement.bills set fee_bp = 200 where order_id = ${greedy.orderId}`.execute(db);
  time.advance(3_600_000);
  await sweep("settlement.release");
  assert.equal((await billOf(greedy)).state, "releasing", "what was mended is released by itself");
  await settleSplits();
});

test("a creator reads of the fen that was paid, which all payees' shares together decide", async () => {
  const sale = await paidSale(25n);
  await sql`update alliance.commissions set fen = 3 where line_id = ${sale.lineId}`.execute(db); // 10 % alone: 2.5
  await confirm(sale);
  time.set((await billOf(sale)).dueAt!);
  await sweep("settlement.release");
  await settleSplits();
  await transact(db, (tx) => settleCommissions(tx, [sale.orderId], clock.now()));
  const { rows } = await sql`select fen, state from alliance.commissions where line_id = ${sale.lineId}`.execute(db);
  const read = (await flowsOf(sale)).find(({ payee }) => payee === "creator:5");
  assert.deepEqual([rows[0], read?.fen], [{ fen: 2n, state: "settled" }, 2n]);
});

test("after all this every invariant holds", async () => assert.deepEqual(brokenIn(await verify(url)), []));
