import assert from "node:assert/strict";
import { test } from "node:test";
import { clearingRefund, balances } from "#modules/ledger";
import { clock, standStill } from "#platform/clock";
import { transact } from "#platform/db";
import { unwrap } from "#platform/refusal";
import { forSale, heldOf, newsOf, openSale, type Sale, withForgetfulLine } from "../../../tests/fixtures/payments.ts";
import { testHouse } from "../../../tests/house.ts";
import { capturePayments } from "./capture-payments.ts";
import { pursueDueRefunds, pursueRefund } from "./pursue-refund.ts";
import { pursueDueSplits, pursueSplit } from "./pursue-split.ts";
import { readRefund } from "./refunds.ts";
import { requestRefunds } from "./request-refunds.ts";
import { requestSplit } from "./request-split.ts";
import { readSplit } from "./splits.ts";

const time = standStill(new Date());
const { house, sentJobs } = await testHouse();
const provider = withForgetfulLine(house);

async function paid(fen = 1_000n): Promise<Sale> {
  const sale = await forSale(house, fen);
  await openSale(house, sale);
  const { transactionId, currency } = provider.pay(sale.outTradeNo)!;
  const capture = {
    provider: "sandbox",
    outTradeNo: sale.outTradeNo,
    providerRef: transactionId,
    fen,
    currency,
    ours: true,
  };
  for (const outcome of await capturePayments(house.hot, [capture])) assert.equal(unwrap(outcome).outcome, "applied");
  return sale;
}
async function refundOf({ orderId, lineId }: Sale, fen: bigint): Promise<bigint> {
  const lines = [{ lineId, fen, goodsFen: fen }];
  const asked = { orderId, caseId: 3n, why: "aftersale" as const, at: clock.now(), lines };
  const [id] = await transact(house.db, (tx) => requestRefunds(tx, house.jobs, [asked]));
  return id!;
}
const splitOf = ({ orderId }: Sale, shares: Record<string, bigint>): Promise<bigint> => {
  const receivers = Object.entries(shares).map(([account, fen]) => ({ account, fen, description: "货款" }));
  return transact(house.db, (tx) => requestSplit(tx, house.jobs, { orderId, receivers }));
};
const clearing = async (): Promise<bigint> => (await balances(house.db, [clearingRefund])).get(clearingRefund)!;
const openCases = async (): Promise<string[]> => {
  const cases = house.db.selectFrom("payments.cases").select("subject").where("closedAt", "is", null);
  return (await cases.execute()).map(({ subject }) => subject);
};

test("a refund leaves escrow at once, reaches the buyer when the provider says so, and is announced once", async () => {
  const sale = await paid();
  const id = await refundOf(sale, 400n);
  assert.deepEqual(sentJobs.at(-1), { name: "payments.refund", payload: { refundId: String(id) } });
  assert.equal(await heldOf(house, sale), 600n);
  assert.equal(await clearing(), 400n);
  await pursueRefund(house, id);
  assert.equal((await readRefund(house.db, id)).state, "processing");
  provider.refunds.get(`R${id}`)!.state = "succeeded";
  await Promise.all([pursueRefund(house, id), pursueRefund(house, id)]);
  assert.equal((await readRefund(house.db, id)).state, "succeeded");
  assert.equal(await clearing(), 0n);
  assert.deepEqual(await newsOf(house, sale), ["payments.captured", "payments.refund_succeeded"]);
});

test("a refund whose answers are lost is asked again under the same number, and happens once", async () => {
  const sale = await paid();
  const id = await refundOf(sale, 1_000n);
  provider.line.loses = 3;
  for (let turn = 0; turn < 6; turn++) {
    await pursueDueRefunds(house, house.db);
    time.advance(60_000);
  }
  assert.equal([...provider.refunds.keys()].filter((no) => no.startsWith(`R${id}`)).length, 1);
  provider.refunds.get(`R${id}`)!.state = "succeeded";
  await pursueRefund(house, id);
  assert.equal((await readRefund(house.db, id)).state, "succeeded");
});

test("a closed refund goes on under a new number, three in all; then a person is called and the money stays in clearing", async () => {
  const sale = await paid();
  const id = await refundOf(sale, 1_000n);
  const numbers: string[] = [];
  for (let turn = 0; turn < 3; turn++) {
    await pursueRefund(house, id);
    const { outRefundNo } = await readRefund(house.db, id);
    numbers.push(outRefundNo);
    provider.refunds.get(outRefundNo)!.closed = true;
    time.advance(60_000);
    await pursueDueRefunds(house, house.db);
  }
  assert.deepEqual(numbers, [`R${id}`, `R${id}-2`, `R${id}-3`]);
  assert.equal((await readRefund(house.db, id)).state, "closed");
  assert.equal(await clearing(), 1_000n);
  assert.deepEqual(await newsOf(house, sale), ["payments.captured", "payments.refund_failed"]);
  assert.ok((await openCases()).includes(`refund:${id}`));
});

test("an abnormal refund opens a case, which closes when the money arrives after all", async () => {
  const sale = await paid();
  const id = await refundOf(sale, 500n);
  await pursueRefund(house, id);
  provider.refunds.get(`R${id}`)!.abnormal = true;
  await pursueRefund(house, id);
  assert.equal((await readRefund(house.db, id)).state, "abnormal");
  assert.ok((await openCases()).includes(`refund:${id}`));
  Object.assign(provider.refunds.get(`R${id}`)!, { abnormal: false, state: "succeeded" });
  await pursueRefund(house, id);
  assert.ok(!(await openCases()).includes(`refund:${id}`));
  assert.equal(await heldOf(house, sale), 500n);
});

test("a look that is refused says nothing about the money: no new number, no failure", async () => {
  const sale = await paid();
  const id = await refundOf(sale, 500n);
  await pursueRefund(house, id);
  provider.line.refuses.set("lookRefund", "NO_AUTH");
  await pursueRefund(house, id);
  provider.line.refuses.clear();
  const { state, attempts } = await readRefund(house.db, id);
  assert.deepEqual([state, attempts], ["processing", 1]);
});

test("a split is asked for once, polled, and announced when every receiver has the money", async () => {
  const sale = await paid();
  const id = await splitOf(sale, { "shop:7": 880n, "person:5": 100n, platform: 20n });
  provider.line.loses = 1;
  await pursueDueSplits(house, house.db);
  time.advance(30_000);
  await pursueDueSplits(house, house.db);
  assert.equal((await readSplit(house.db, id)).state, "succeeded");
  assert.equal(provider.line.asked.filter((call) => call === "split").length, 1, "it was found by looking");
  assert.deepEqual(await newsOf(house, sale), ["payments.captured", "payments.split_succeeded"]);
});

test("a split that nobody got fails, with a case, and may be asked for anew", async () => {
  const sale = await paid();
  provider.line.failing.add("shop:7");
  const id = await splitOf(sale, { "shop:7": 1_000n });
  for (let turn = 0; turn < 2; turn++) await pursueSplit(house, id);
  provider.line.failing.clear();
  assert.equal((await readSplit(house.db, id)).state, "failed");
  assert.deepEqual(await newsOf(house, sale), ["payments.captured", "payments.split_failed"]);
  const again = await splitOf(sale, { "shop:7": 1_000n });
  for (let turn = 0; turn < 2; turn++) await pursueSplit(house, again);
  assert.deepEqual((await newsOf(house, sale)).at(-1), "payments.split_succeeded");
});

test("whoever got their part keeps it: only the others are tried again, under another number", async () => {
  const sale = await paid();
  provider.line.failing.add("person:5");
  const id = await splitOf(sale, { "shop:7": 900n, "person:5": 100n });
  for (let turn = 0; turn < 2; turn++) await pursueSplit(house, id);
  const half = await readSplit(house.db, id);
  assert.deepEqual(
    [half.state, half.outOrderNo, ...half.receivers.map(({ result }) => result)],
    ["requested", `S${id}-2`, "succeeded", "pending"],
  );
  assert.ok((await openCases()).includes(`split:${id}`));
  provider.line.failing.clear();
  time.advance(600_000);
  for (let turn = 0; turn < 2; turn++) await pursueSplit(house, id);
  const shares = [...provider.splits.values()].filter(({ outOrderNo }) => outOrderNo.startsWith(`S${id}`));
  const got = shares.flatMap(({ receivers }) => receivers.filter(({ result }) => result === "succeeded"));
  assert.deepEqual(
    got.map(({ account, fen }) => [account, fen]),
    [
      ["shop:7", 900n],
      ["person:5", 100n],
    ],
  );
  assert.equal((await readSplit(house.db, id)).state, "succeeded");
  assert.ok(!(await openCases()).includes(`split:${id}`));
});
