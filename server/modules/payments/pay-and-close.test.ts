import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { account, balances } from "#modules/ledger";
import { clock, standStill } from "#platform/clock";
import { transact } from "#platform/db";
import { newId } from "#platform/ids";
import { Refusal, unwrap } from "#platform/refusal";
import { brokenIn, verify } from "#platform/verify";
import {
  forSale,
  heldOf,
  newsOf,
  openSale,
  type Sale,
  stateOf,
  withForgetfulLine,
} from "../../../tests/fixtures/payments.ts";
import { testHouse } from "../../../tests/house.ts";
import { claimRefunds } from "./cadence.ts";
import { capturePayments } from "./capture-payments.ts";
import { closeIntents } from "./close-intents.ts";
import type { Capture } from "./decide-captures.ts";
import type { Taken } from "./gateways/port.ts";
import { lookAtDuePayments, lookAtPayment } from "./look-at-payments.ts";
import { openAtProvider } from "./open-at-provider.ts";
import { openIntents } from "./open-intents.ts";
import { pursueDueRefunds } from "./pursue-refund.ts";
import { readIntent } from "./intents.ts";

const time = standStill(new Date());
const { house, url, sentJobs } = await testHouse();
const provider = withForgetfulLine(house);

const told = ({ outTradeNo }: Sale, { transactionId, fen, currency }: Taken, more: Partial<Capture> = {}): Capture => ({
  provider: "sandbox",
  outTradeNo,
  providerRef: transactionId,
  fen,
  currency,
  ours: true,
  ...more,
});
const notify = async (...captures: Capture[]) =>
  (await capturePayments(house.hot, captures)).map((outcome) => unwrap(outcome).outcome);
const close = ({ checkoutId }: Sale): Promise<void> =>
  transact(house.db, (tx) => closeIntents(tx, house.jobs, [{ purpose: "checkout", subjectId: checkoutId }]));
const idOf = async ({ checkoutId }: Sale): Promise<bigint> => (await readIntent(house.db, "checkout", checkoutId))!.id;
const look = async (sale: Sale): Promise<void> => lookAtPayment(house, await idOf(sale));
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

test("a payment opens once, however often and at once it is asked for, and its page stays the same", async () => {
  const sale = await forSale(house);
  const opened = await Promise.all([1, 2, 3].map(() => openSale(house, sale)));
  assert.equal(new Set(opened.map(({ payUrl }) => payUrl)).size, 1);
  await openSale(house, sale);
  assert.equal(provider.payments.get(sale.outTradeNo)!.opens, 1);
});

test("an answer that is lost is asked for again under the same number", async () => {
  const sale = await forSale(house);
  provider.line.loses = 1;
  await assert.rejects(openSale(house, sale), refused("payments.provider_unavailable"));
  assert.equal(await stateOf(house, sale), "submitted");
  assert.match((await openSale(house, sale)).payUrl ?? "", new RegExp(sale.outTradeNo));
});

test("after its time a payment is expired, whatever the wall says", async () => {
  const sale = await forSale(house);
  time.advance(900_001);
  await assert.rejects(openSale(house, sale), refused("payments.expired"));
  time.advance(-900_001);
});

test("money told five times, by two tellers at once, is booked once; a second payment goes back to the buyer", async () => {
  const sale = await forSale(house);
  await openSale(house, sale);
  const first = told(sale, provider.pay(sale.outTradeNo)!);
  const outcomes = (await Promise.all([notify(first, first), notify(first), look(sale), notify(first, first)])).flat();
  assert.ok(outcomes.filter((outcome) => outcome === "applied").length <= 1);
  assert.equal(await heldOf(house, sale), sale.fen);
  assert.deepEqual(await newsOf(house, sale), ["payments.captured"]);
  const second = told(sale, provider.pay(sale.outTradeNo)!);
  assert.deepEqual(await notify(second), ["second"]);
  assert.deepEqual(await notify(second), ["known"]);
  await pursueDueRefunds(house, house.db);
  const [refund] = [...provider.refunds.values()].filter(({ outTradeNo }) => outTradeNo === sale.outTradeNo);
  assert.equal(refund?.transactionId, second.providerRef);
  refund!.state = "succeeded";
  time.advance(60_000);
  await pursueDueRefunds(house, house.db);
  assert.equal(await heldOf(house, sale), sale.fen);
});

test("a notification that comes before the answer to its own opening is recorded", async () => {
  const sale = await forSale(house);
  provider.line.pause = async (spot) => {
    if (spot !== "after open") return;
    provider.line.pause = async () => undefined;
    assert.deepEqual(await notify(told(sale, provider.pay(sale.outTradeNo)!)), ["applied"]);
  };
  await assert.rejects(openSale(house, sale), refused("payments.already_paid"));
  assert.equal(await heldOf(house, sale), sale.fen);
});

for (const [what, more] of Object.entries({
  amount: { fen: 1n },
  currency: { currency: "USD" },
  merchant: { ours: false },
}))
  test(`another ${what} puts the payment in quarantine: a case, and nothing is fulfilled`, async () => {
    const sale = await forSale(house);
    await openSale(house, sale);
    assert.deepEqual(await notify(told(sale, provider.pay(sale.outTradeNo)!, more)), ["mismatch"]);
    assert.equal(await stateOf(house, sale), "quarantined");
    assert.equal(await heldOf(house, sale), 0n);
    await close(sale);
    assert.deepEqual(await newsOf(house, sale), ["payments.quarantined", "payments.closed"]);
  });

test("what is closing and turns out to be wrong ends there: nobody waits for it", async () => {
  const sale = await forSale(house);
  await openSale(house, sale);
  await close(sale);
  assert.deepEqual(await notify(told(sale, provider.pay(sale.outTradeNo)!, { fen: 2n })), ["mismatch"]);
  assert.deepEqual(await newsOf(house, sale), ["payments.quarantined", "payments.closed"]);
});

test("a deposit goes to the shop's deposit; a checkout of two orders fills two escrows; crooked sums are not asked for", async () => {
  const expiresAt = new Date(clock.now().getTime() + 900_000);
  const part = (fen: bigint) => {
    const [orderId, lineId] = [newId(), newId()];
    return { orderId, shopId: 7n, fen, lines: [{ lineId, paidFen: fen, goodsFen: fen }] };
  };
  const [depositId, checkoutId, parts] = [newId(), newId(), [part(30n), part(70n)]];
  const deposit = { purpose: "deposit" as const, subjectId: depositId, payerId: 1n, fen: 2_000n, expiresAt };
  const checkout = { purpose: "checkout" as const, subjectId: checkoutId, payerId: 1n, fen: 100n, expiresAt };
  const asks = [
    { ...deposit, parts: [{ shopId: 99n, fen: 2_000n }] },
    { ...checkout, parts },
  ];
  const ids = await transact(house.db, (tx) => openIntents(tx, asks));
  for (const { purpose, subjectId, fen } of asks) {
    await openAtProvider(house, { purpose, subjectId, payerId: 1n, returnUrl: "http://x.test/", description: "x" });
    const outTradeNo = `P${ids.get(subjectId)}`;
    const sale = { outTradeNo } as Sale;
    assert.deepEqual(await notify(told(sale, provider.pay(outTradeNo, fen)!)), ["applied"]);
  }
  const keys = [account("deposit", 99n), ...parts.map(({ orderId }) => account("held", orderId))];
  assert.deepEqual([...(await balances(house.db, keys)).values()], [2_000n, 30n, 70n]);
  const crooked = { ...checkout, subjectId: newId(), fen: 100n, parts: [{ ...part(30n), fen: 100n }] };
  await assert.rejects(
    transact(house.db, (tx) => openIntents(tx, [crooked])),
    /lines of order \d+ do not add up to 100/,
  );
});

test("money for a number that nobody asked for waits in suspense for a person", async () => {
  const stray = { outTradeNo: "P404" } as Sale;
  const taken = { transactionId: "stray-1", fen: 55n, currency: "CNY", at: new Date(0) };
  assert.deepEqual(await notify(told(stray, taken), told(stray, taken)), ["unknown_number", "known"]);
  assert.deepEqual(await notify(told(stray, taken)), ["unknown_number"]);
});

test("a payment that the provider never heard of closes at once, without asking", async () => {
  const sale = await forSale(house);
  const asked = provider.line.asked.length;
  await close(sale);
  assert.equal(await stateOf(house, sale), "closed");
  assert.equal(provider.line.asked.length, asked);
});

test("an unknown close leaves the payment closing; the sweep asks again until it is known", async () => {
  const sale = await forSale(house);
  await openSale(house, sale);
  await close(sale);
  assert.deepEqual(sentJobs.at(-1), { name: "payments.close", payload: { intentId: String(await idOf(sale)) } });
  provider.line.loses = 1;
  await look(sale);
  assert.equal(await stateOf(house, sale), "closing");
  time.advance(30_000);
  await lookAtDuePayments(house, house.db);
  assert.equal(await stateOf(house, sale), "closed");
  assert.deepEqual(await newsOf(house, sale), ["payments.closed"]);
});

test("money that comes after the close is captured all the same: the order decides what it means", async () => {
  const sale = await forSale(house);
  await openSale(house, sale);
  await close(sale);
  await look(sale);
  const payment = provider.payments.get(sale.outTradeNo)!;
  payment.state = "open";
  provider.pay(sale.outTradeNo);
  time.advance(61_000);
  await lookAtDuePayments(house, house.db);
  assert.equal(await stateOf(house, sale), "captured");
  assert.deepEqual(await newsOf(house, sale), ["payments.closed", "payments.captured"]);
});

test("the looks come after 5, 15, 30 and 60 seconds, 2 and 5 minutes, then every ten", async () => {
  const sale = await forSale(house);
  await openSale(house, sale);
  const opened = clock.now().getTime();
  const id = await idOf(sale);
  const looks = async () =>
    (await house.db.selectFrom("payments.intents").select("looks").where("id", "=", id).executeTakeFirstOrThrow())
      .looks;
  const seconds: number[] = [];
  for (const second of [4, 5, 14, 15, 29, 30, 59, 60, 119, 120, 299, 300, 899, 900, 1_499, 1_500]) {
    time.set(new Date(opened + second * 1_000));
    const before = await looks();
    while ((await lookAtDuePayments(house, house.db)) > 0) continue;
    if ((await looks()) > before) seconds.push(second);
  }
  assert.deepEqual(seconds, [5, 15, 30, 60, 120, 300, 900, 1_500]);
});

type Deed = "pay" | "notify" | "look" | "close" | "sweep" | "lose" | "open";
const deeds: Deed[] = ["open", "pay", "notify", "look", "close", "sweep", "lose"];

test("in every order and overlap of paying, telling, looking, closing and losing answers, no fen is lost and none is made", async () => {
  const story = fc.array(fc.tuple(fc.constantFrom(...deeds), fc.boolean()), { minLength: 4, maxLength: 14 });
  const run = async (steps: [Deed, boolean][]) => {
    const sale = await forSale(house);
    const taken: Taken[] = [];
    const act: Record<Deed, () => Promise<unknown>> = {
      open: () => openSale(house, sale),
      pay: async () => taken.push(...[provider.pay(sale.outTradeNo)].filter((each) => each !== undefined)),
      notify: () => notify(...taken.map((each) => told(sale, each))),
      look: () => look(sale),
      close: () => close(sale),
      sweep: async () => (time.advance(20_000), lookAtDuePayments(house, house.db)),
      lose: async () => void (provider.line.loses = 1),
    };
    const known = (error: unknown): void => assert.ok(error instanceof Refusal, String(error));
    let together: Promise<unknown>[] = [];
    for (const [deed, alone] of steps) {
      together.push(act[deed]().catch(known));
      if (alone) together = (await Promise.all(together), []);
    }
    await Promise.all(together);
    provider.line.loses = 0;
    await close(sale).catch(known);
    for (let turn = 0; turn < 3; turn++) await look(sale);
    for (const each of taken) await notify(told(sale, each));
    const state = await stateOf(house, sale);
    assert.equal(state, taken.length > 0 ? "captured" : "closed", JSON.stringify(steps));
    assert.equal(await heldOf(house, sale), taken.length > 0 ? sale.fen : 0n);
    const captures = (await newsOf(house, sale)).filter((topic) => topic === "payments.captured");
    assert.equal(captures.length, taken.length > 0 ? 1 : 0);
    const closes = (await newsOf(house, sale)).filter((topic) => topic === "payments.closed");
    assert.ok(taken.length > 0 || closes.length >= 1, "a close is announced");
  };
  await fc.assert(fc.asyncProperty(story, run), { numRuns: 120 });
});

test("every second payment of these stories is on its way back, and every invariant holds", async () => {
  time.advance(3_600_000);
  for (let turn = 0; turn < 50 && (await pursueDueRefunds(house, house.db)) > 0; turn++)
    for (const refund of provider.refunds.values()) refund.state = "succeeded";
  time.advance(3_600_000);
  while ((await pursueDueRefunds(house, house.db)) > 0) continue;
  assert.deepEqual(await claimRefunds(house.db, new Date(clock.now().getTime() + 86_400_000)), []);
  const findings = await verify(url);
  assert.deepEqual(brokenIn(findings), []);
  for (const name of ["I1", "I2", "I3", "I4", "I5", "I9", "I10", "I19"])
    assert.ok(findings.find((finding) => finding.name === name)!.seen > 0n, name);
});
