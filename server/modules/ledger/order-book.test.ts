import assert from "node:assert/strict";
import { after, test } from "node:test";
import fc from "fast-check";
import { shareOut } from "#contract/money";
import {
  account,
  balances,
  beginRelease,
  bookPaid,
  bookRefund,
  bookRefundDone,
  clearingRefund,
  endRelease,
  feePlatform,
  postTransfers,
  readOrderBook,
  type Transfer,
} from "#modules/ledger";
import { openDb, transact } from "#platform/db";
import { Refusal } from "#platform/refusal";
import { brokenIn, verify } from "#platform/verify";
import { world } from "../../../tests/world.ts";

const { db, url } = await world();
const others = [openDb(url), openDb(url)];
after(() => Promise.all(others.map((other) => other.destroy())));

const at = new Date("2026-03-01T10:00:00Z");
const until = new Date(Date.now() + 86_400_000);
let nextId = 1n;
const held = (orderId: bigint): string => account("held", orderId);

const transfer = (posting: string, from: string, to: string, fen: bigint, more: Partial<Transfer> = {}): Transfer => ({
  posting,
  from,
  to,
  fen,
  kind: "test",
  ref: "test:1",
  actor: "test",
  at,
  ...more,
});
const post = (...transfers: Transfer[]): Promise<void> => transact(db, (tx) => postTransfers(tx, transfers));
const lies = async (key: string): Promise<bigint> => (await balances(db, [key])).get(key)!;
const refusal = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
// Refunds without a provider: I6 compares the book with payments' rows, which these tests do not write.
const broken = async (): Promise<string[]> => brokenIn(await verify(url)).filter((line) => !line.startsWith("I6:"));

type Line = { paidFen: bigint; goodsFen: bigint };
async function paidOrder(shopId: bigint, ...lines: Line[]): Promise<{ orderId: bigint; lineIds: bigint[] }> {
  const orderId = nextId++;
  const rows = lines.map((line) => ({ ...line, lineId: nextId++ }));
  const fen = lines.reduce((sum, { paidFen }) => sum + paidFen, 0n);
  await transact(db, (tx) => bookPaid(tx, [{ orderId, shopId, provider: "sandbox", fen, lines: rows, at }]));
  return { orderId, lineIds: rows.map(({ lineId }) => lineId) };
}

const release = (orderId: bigint, shares: Parameters<typeof beginRelease>[1]["shares"], reserveBp = 0) =>
  transact(db, (tx) => beginRelease(tx, { orderId, shares, reserveBp, until, at }));
const end = (orderId: bigint, outcome: "posted" | "voided") =>
  transact(db, (tx) => endRelease(tx, { orderId, outcome, at }));
const refund = (orderId: bigint, lines: { lineId: bigint; fen: bigint; goodsFen: bigint }[], refundId = nextId++) =>
  transact(db, (tx) => bookRefund(tx, { orderId, refundId, lines, at })).then(() => refundId);

/** 2 % for the platform, 10 % for creator 5, the rest and the freight for the shop. */
function sharesOf(lineId: bigint, cashFen: bigint, goodsFen: bigint, shopId: bigint) {
  const [fee, commission, rest] = shareOut([200n, 1000n, 8800n], goodsFen) as [bigint, bigint, bigint];
  return [
    { lineId, payee: "platform", bp: 200, fen: fee, reason: "platform_fee" },
    { lineId, payee: "creator:5", bp: 1000, fen: commission, reason: "commission" },
    { lineId, payee: `shop:${shopId}`, bp: 8800, fen: rest + cashFen - goodsFen, reason: "shop_rest" },
  ];
}

test("an order of 100 yuan and 8 yuan freight is released to shop, creator and platform, part kept in reserve", async () => {
  const { orderId, lineIds } = await paidOrder(50n, { paidFen: 10_800n, goodsFen: 10_000n });
  const shares = sharesOf(lineIds[0]!, 10_800n, 10_000n, 50n);
  const feeBefore = await lies(feePlatform);
  const begun = await release(orderId, shares, 1000);
  assert.equal(begun.reserveFen, 960n);
  assert.deepEqual(new Map(begun.byPayee.map(({ payee, fen }) => [payee, fen])).get("shop:50"), 9_600n);
  assert.equal(await lies("due:shop:50"), 0n, "only promised");
  await assert.rejects(release(orderId, shares), refusal("ledger.release_in_flight"));
  const wanted = [{ lineId: lineIds[0]!, fen: 1n, goodsFen: 1n }];
  await assert.rejects(refund(orderId, wanted), refusal("ledger.release_in_flight"));
  await end(orderId, "posted");
  await end(orderId, "posted");
  assert.deepEqual(
    [...(await balances(db, ["due:shop:50", "reserve:shop:50", "due:creator:5", held(orderId)])).values()],
    [8_640n, 960n, 1_000n, 0n],
  );
  assert.equal((await lies(feePlatform)) - feeBefore, 200n);
  await assert.rejects(release(orderId, shares), refusal("ledger.already_resolved"));
});

test("a voided release leaves the money in escrow and may begin anew", async () => {
  const { orderId, lineIds } = await paidOrder(51n, { paidFen: 999n, goodsFen: 999n });
  const shares = sharesOf(lineIds[0]!, 999n, 999n, 51n);
  await release(orderId, shares);
  await end(orderId, "voided");
  await end(orderId, "voided");
  assert.equal(await lies(held(orderId)), 999n);
  await release(orderId, shares);
  await end(orderId, "posted");
  assert.equal(await lies("due:shop:51"), 879n);
  await assert.rejects(end(orderId, "voided"), refusal("ledger.already_resolved"));
});

test("a release that forgets a fen is a bug", async () => {
  const { orderId, lineIds } = await paidOrder(52n, { paidFen: 100n, goodsFen: 100n });
  const short = [{ lineId: lineIds[0]!, payee: "shop:52", bp: 10_000, fen: 99n, reason: "shop_rest" }];
  await assert.rejects(release(orderId, short), /releases 99 fen, and 100 are left/);
});

test("before the release a refund leaves escrow; more than was paid is refused; a repeat is harmless", async () => {
  const { orderId, lineIds } = await paidOrder(53n, { paidFen: 500n, goodsFen: 450n });
  const lines = [{ lineId: lineIds[0]!, fen: 200n, goodsFen: 200n }];
  const clearing = await lies(clearingRefund);
  const refundId = await refund(orderId, lines);
  await refund(orderId, lines, refundId);
  await assert.rejects(refund(orderId, [{ ...lines[0]!, fen: 201n }], refundId), /was 200 fen, now 201/);
  assert.equal(await lies(held(orderId)), 300n);
  await assert.rejects(
    refund(orderId, [{ lineId: lineIds[0]!, fen: 301n, goodsFen: 0n }]),
    refusal("ledger.over_refund"),
  );
  await assert.rejects(
    refund(orderId, [{ lineId: lineIds[0]!, fen: 300n, goodsFen: 251n }]),
    refusal("ledger.over_refund"),
  );
  const done = { refundId, provider: "sandbox", fen: 200n, at };
  for (let told = 0; told < 2; told++) await transact(db, (tx) => bookRefundDone(tx, done));
  assert.equal(await lies(clearingRefund), clearing);
});

test("two refunds of the same money at once: one is booked", async () => {
  const { orderId, lineIds } = await paidOrder(54n, { paidFen: 100n, goodsFen: 100n });
  const ask = (n: number) => {
    const lines = [{ lineId: lineIds[0]!, fen: 60n, goodsFen: 60n }];
    return transact(others[n]!, (tx) => bookRefund(tx, { orderId, refundId: nextId++, lines, at }));
  };
  const ends = await Promise.allSettled([ask(0), ask(1)]);
  assert.deepEqual(ends.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
});

test("a refund and a release at once: the book lets one go first, and every fen has one place", async () => {
  for (let round = 0; round < 8; round++) {
    const { orderId, lineIds } = await paidOrder(55n, { paidFen: 1_000n, goodsFen: 900n });
    const shares = sharesOf(lineIds[0]!, 1_000n, 900n, 55n);
    const lines = [{ lineId: lineIds[0]!, fen: 1_000n, goodsFen: 900n }];
    const ends = await Promise.allSettled([
      transact(others[0]!, (tx) => beginRelease(tx, { orderId, shares, reserveBp: 0, until, at })),
      transact(others[1]!, (tx) => bookRefund(tx, { orderId, refundId: nextId++, lines, at })),
    ]);
    assert.equal(ends.filter(({ status }) => status === "fulfilled").length, 1);
  }
});

test("what a payee cannot return is a debt, and the next release fills it first", async () => {
  const first = await paidOrder(56n, { paidFen: 1_000n, goodsFen: 1_000n });
  const all = (lineId: bigint) => [{ lineId, payee: "shop:56", bp: 10_000, fen: 1_000n, reason: "shop_rest" }];
  await release(first.orderId, all(first.lineIds[0]!));
  await end(first.orderId, "posted");
  await post(
    transfer("debt-out", "due:shop:56", "clearing_payout:sandbox", 900n),
    transfer("debt-deposit", "buyers:sandbox", "deposit:56", 250n),
  );
  await refund(first.orderId, [{ lineId: first.lineIds[0]!, fen: 1_000n, goodsFen: 1_000n }]);
  assert.deepEqual([...(await balances(db, ["due:shop:56", "deposit:56", "owed:shop:56"])).values()], [0n, 0n, -650n]);
  const [second, third] = [
    await paidOrder(56n, { paidFen: 1_000n, goodsFen: 1_000n }),
    await paidOrder(56n, { paidFen: 1_000n, goodsFen: 1_000n }),
  ];
  await Promise.all([second, third].map(({ orderId, lineIds }) => release(orderId, all(lineIds[0]!))));
  for (const { orderId } of [second, third]) await end(orderId, "posted");
  assert.deepEqual([...(await balances(db, ["due:shop:56", "owed:shop:56"])).values()], [1_350n, 0n]);
});

test("whatever is refunded before and after the release, a full refund returns exactly every share", async () => {
  const amounts = fc.record({
    goods: fc.bigInt({ min: 1n, max: 99_999n }),
    freight: fc.bigInt({ min: 0n, max: 2_000n }),
    before: fc.integer({ min: 0, max: 90 }),
    steps: fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 4 }),
  });
  let shopId = 10_000n;
  const story = async ({
    goods,
    freight,
    before,
    steps,
  }: {
    goods: bigint;
    freight: bigint;
    before: number;
    steps: number[];
  }) => {
    shopId += 1n;
    const feeBefore = await lies(feePlatform);
    const { orderId, lineIds } = await paidOrder(shopId, { paidFen: goods + freight, goodsFen: goods });
    const lineId = lineIds[0]!;
    let goodsLeft = goods - (goods * BigInt(before)) / 100n;
    if (goodsLeft < goods) await refund(orderId, [{ lineId, fen: goods - goodsLeft, goodsFen: goods - goodsLeft }]);
    await release(orderId, sharesOf(lineId, goodsLeft + freight, goodsLeft, shopId), 500);
    await end(orderId, "posted");
    for (const step of steps) {
      const part = (goodsLeft * BigInt(step)) / 100n;
      if (part > 0n) await refund(orderId, [{ lineId, fen: part, goodsFen: part }]);
      goodsLeft -= part;
    }
    if (goodsLeft + freight > 0n) await refund(orderId, [{ lineId, fen: goodsLeft + freight, goodsFen: goodsLeft }]);
    const book = (await readOrderBook(db, [orderId])).get(orderId)!;
    for (const share of book.shares) assert.equal(share.returnedFen, share.fen, share.payee);
    assert.equal(book.releasedFen, 0n);
    assert.equal(await lies(feePlatform), feeBefore);
    assert.deepEqual(
      [...(await balances(db, [`due:shop:${shopId}`, `reserve:shop:${shopId}`, `owed:shop:${shopId}`])).values()],
      [0n, 0n, 0n],
    );
  };
  await fc.assert(fc.asyncProperty(amounts, story), { numRuns: 40 });
});

test("after all this every invariant holds", async () => assert.deepEqual(await broken(), []));
