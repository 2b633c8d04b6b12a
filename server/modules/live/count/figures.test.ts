import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { clock, standStill } from "#platform/clock";
import { anOldPerson, aRoom, ask, happen, roomWorld } from "../../../../tests/fixtures/rooms.ts";
import { endRoom, parts, readRoomTotals } from "../index.ts";
import { writeVisits, type Stays } from "../line/visits.ts";

const { db, program } = await roomWorld();
const { at, house } = await program();
const still = standStill(clock.now());

const device = (n: number): string => `7f2c1c52-0c7a-4c7e-9f0e-${String(n).padStart(12, "0")}`;
const path = (roomId: bigint, rest = ""): string => `/api/live/rooms/${roomId}${rest}`;

/** A visitor's stay as a program counts it. */
async function stay(roomId: bigint, visitor: string, seconds: number): Promise<void> {
  const firstAt = clock.now();
  still.advance(seconds * 1000);
  const stays: Stays = new Map([[`${roomId}|${visitor}`, { firstAt, untilMs: 0, seconds, written: 0 }]]);
  await writeVisits(db, stays, 0);
}

test("each figure of the summary equals what the raw rows say, before and after a refund", async () => {
  const { roomId, hostId, shopId, products } = await aRoom(db, { products: 2 });
  const [tea, cup] = products.map(({ productId }) => productId) as [bigint, bigint];
  await stay(roomId, `d:${device(1)}`, 30);
  await stay(roomId, `d:${device(2)}`, 2); // a glance
  await stay(roomId, `d:${device(3)}`, 100);
  still.advance(61_000);
  await stay(roomId, `d:${device(1)}`, 50); // came back later: one viewer, two views
  for (const [n, online] of [3, 7, 4].entries())
    await sql`insert into live.minutes values (${roomId}, ${new Date(clock.now().getTime() + n * 10_000)}, ${online})`.execute(
      db,
    );

  for (const n of [1, 2, 3, 3])
    await ask(at, "POST", path(roomId, "/exposures"), {
      body: { productIds: [String(tea), String(cup), "99"], device: device(n) },
    });
  await ask(at, "POST", path(roomId, "/exposures"), {
    as: hostId,
    body: { productIds: [String(tea)], device: device(9) },
  });
  const buyers = [await anOldPerson(db, "买家甲"), await anOldPerson(db, "买家乙")];
  for (const as of buyers)
    await ask(at, "POST", path(roomId, "/clicks"), { as, body: { productId: String(tea), device: device(1) } });
  await ask(at, "POST", path(roomId, "/clicks"), { body: { productId: String(tea), device: device(3) } });
  await ask(at, "POST", path(roomId, "/likes"), { body: { count: 9, device: device(1) } });
  await ask(at, "POST", path(roomId, "/messages"), { as: buyers[0]!, body: { text: "好看" } });
  await ask(at, "POST", path(roomId, "/messages"), { as: hostId, body: { text: "谢谢" } });

  const placed = (orderId: bigint, buyerId: bigint, payableFen: bigint) => ({
    orderId,
    checkoutId: 1n,
    buyerId,
    shopId,
    payableFen,
    roomId,
    pinId: null,
    creatorId: hostId,
    productIds: [tea, cup],
    skuIds: [],
  });
  const paid = (orderId: bigint, buyerId: bigint, teaFen: bigint, cupFen: bigint) => ({
    orderId,
    buyerId,
    shopId,
    payableFen: teaFen + cupFen,
    goodsFen: teaFen + cupFen,
    paidAt: clock.now().toISOString(),
    roomId,
    creatorId: hostId,
    channel: "own",
    scene: "live",
    lines: [
      { lineId: orderId * 10n, productId: tea, skuId: 1n, quantity: 1, paidFen: teaFen, goodsFen: teaFen, trail: {} },
      {
        lineId: orderId * 10n + 1n,
        productId: cup,
        skuId: 2n,
        quantity: 1,
        paidFen: cupFen,
        goodsFen: cupFen,
        trail: {},
      },
    ],
  });
  const [first, second] = buyers as [bigint, bigint];
  await happen(db, "orders.placed", [
    placed(1n, first, 10_000n),
    placed(2n, second, 5_001n),
    placed(3n, second, 7_000n),
  ]);
  await happen(db, "orders.paid", [paid(1n, first, 8_000n, 2_000n), paid(2n, second, 5_001n, 0n)]);
  const figures = async () => (await ask(at, "GET", path(roomId, "/figures"), { as: hostId })).body;

  const expected = {
    viewers: 2,
    views: 3,
    peak: 7,
    averageSeconds: 90, // (30 + 50 + 100) / 2
    likes: 9,
    comments: 1,
    orders: 2,
    buyers: 2,
    gmvGrossFen: 15_001,
    gmvNetFen: 15_001,
    gpmFen: 5_000_333, // 15,001 x 1000 / 3 views
    clickRate: 1, // three clicked, three were shown a card
    conversionRate: 0.6667,
  };
  const { products: perProduct, curve, online, ...now } = await figures();
  assert.deepEqual(now, expected);
  assert.equal(online, 0);
  assert.equal((curve as unknown[]).length, 3);
  assert.deepEqual(
    (perProduct as Record<string, unknown>[]).map(({ titleZh, titleEn: _en, productId: _id, ...rest }) => [
      titleZh,
      rest,
    ]),
    [
      ["茶1", { exposureUsers: 3, clickUsers: 3, payUsers: 2, orders: 2, gmvFen: 13_001 }],
      ["茶2", { exposureUsers: 3, clickUsers: 0, payUsers: 2, orders: 2, gmvFen: 2_000 }],
    ],
  );

  await endRoom(db, { roomId, by: hostId });
  await happen(db, "orders.refunded", [
    { orderId: 1n, buyerId: first, shopId, roomId, fen: 4_000n, isAll: false, lines: [] },
    { orderId: 1n, buyerId: first, shopId, roomId, fen: 6_000n, isAll: true, lines: [] },
  ]);
  const { rows } = await sql<{ gross: bigint; refunded: bigint }>`
    select sum(paid_fen)::bigint as gross, sum(refunded_fen)::bigint as refunded from live.sales
    where room_id = ${roomId} and paid_at is not null`.execute(db);
  const summary = await figures();
  assert.equal(summary["gmvGrossFen"], Number(rows[0]!.gross));
  assert.equal(summary["gmvNetFen"], Number(rows[0]!.gross - rows[0]!.refunded));
  assert.equal(summary["gmvNetFen"], 5_001);
});

test("the summary is counted again once the last visits of the room are written", async () => {
  const { roomId, hostId } = await aRoom(db);
  const from = clock.now();
  await endRoom(db, { roomId, by: hostId });
  await stay(roomId, `d:${device(5)}`, 4);
  const figures = async () => (await ask(at, "GET", path(roomId, "/figures"), { as: hostId })).body["viewers"];
  assert.equal(await figures(), 0);
  still.advance(20_000);
  const sweep = parts.sweeps!(house).find(({ name }) => name === "live.summaries")!;
  assert.ok((await sweep.run(db)) >= 1);
  assert.equal(await sweep.run(db), 0);
  assert.equal(await figures(), 1);
  const totals = await readRoomTotals(db, from, clock.now());
  assert.deepEqual([totals.views, totals.viewers], [1, 1]);
});
