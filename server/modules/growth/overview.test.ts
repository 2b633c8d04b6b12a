import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { clock, standStill } from "#platform/clock";
import { transact } from "#platform/db";
import { drain, emit } from "#platform/events";
import { newId, openIds } from "#platform/ids";
import type { House } from "#platform/parts";
import { aPerson, aShop } from "../../../tests/fixtures/goods.ts";
import { aCreator } from "../../../tests/fixtures/rooms.ts";
import { world } from "../../../tests/world.ts";
import { parts, readOverview } from "./index.ts";

const { db } = await world();
await openIds(db);
const still = standStill(new Date("2026-03-10T02:00:00Z")); // ten in the morning in Shanghai
const hear = () => drain(db, parts.consumers!({} as House));

type Sold = { shopId: bigint; buyerId: bigint; fen: bigint; paidAt: Date; channel?: string; scene?: string };

/** A paid order in the orders' own rows and its event, as the orders module leaves them. */
async function sell({
  shopId,
  buyerId,
  fen,
  paidAt,
  channel = "public",
  scene = "live",
  ...from
}: Sold & { creatorId?: bigint }) {
  const { creatorId = null } = from;
  const orderId = newId();
  const checkoutId = newId();
  await sql`insert into orders.checkouts (id, buyer_id, request_id, fingerprint, payable_fen, created_at)
    values (${checkoutId}, ${buyerId}, ${String(checkoutId)}, '\\x00', ${fen}, ${paidAt})`.execute(db);
  await sql`insert into orders.orders (id, checkout_id, buyer_id, shop_id, state, goods_fen, payable_fen, receiver_sealed,
      region_names, scene, channel, creator_id, promise_hours, confirm_days, pay_by, placed_at, paid_at)
    values (${orderId}, ${checkoutId}, ${buyerId}, ${shopId}, 'to_ship', ${fen}, ${fen}, '\\x00', '{}', ${scene}, ${channel},
      ${creatorId}, 48, 7, ${paidAt}, ${paidAt}, ${paidAt})`.execute(db);
  const told = { orderId, buyerId, shopId, payableFen: fen, goodsFen: fen, paidAt: paidAt.toISOString(), roomId: null };
  await transact(db, (tx) => emit(tx, "orders.paid", [{ ...told, creatorId, channel, scene, lines: [] }]));
  return orderId;
}

async function giveBack(orderId: bigint, fen: bigint): Promise<void> {
  await sql`update orders.orders set refunded_fen = refunded_fen + ${fen} where id = ${orderId}`.execute(db);
  const told = { orderId, buyerId: 1n, shopId: 1n, roomId: null, fen, isAll: false, lines: [] };
  await transact(db, (tx) => emit(tx, "orders.refunded", [told]));
}

test("every figure of the overview equals what the orders' own rows say", async () => {
  const shops = [await aShop(db, "苔间茶社"), await aShop(db, "青瓷小铺")];
  const creator = await aCreator(db, "小满");
  const people = await Promise.all(Array.from({ length: 6 }, (_, n) => aPerson(db, `买家${n}`)));
  const orders: bigint[] = [];
  for (let n = 0; n < 60; n++) {
    const paidAt = new Date(clock.now().getTime() - ((n * 21_919_000) % (15 * 86_400_000)));
    orders.push(
      await sell({
        shopId: shops[n % 2]!.shopId,
        buyerId: people[(n * n) % 6]!,
        fen: BigInt(1_000 + n * 37),
        paidAt,
        channel: n % 3 ? "public" : "own",
        scene: n % 4 ? "live" : "other",
        ...(n % 5 === 0 && { creatorId: creator }),
      }),
    );
  }
  for (const n of [3, 17, 40]) await giveBack(orders[n]!, 500n);
  await hear();

  const days = 7;
  const { now, before, byDay, byChannel, byScene, topShops, topCreators, from, to } = await readOverview(db, days);
  assert.deepEqual([from, to], ["2026-03-04", "2026-03-10"]);
  for (const [figures, first, last] of [
    [now, "2026-03-04", "2026-03-10"],
    [before, "2026-02-25", "2026-03-03"],
  ] as const) {
    const { rows } = await sql<Record<string, bigint>>`
      with paid as (select *, (paid_at at time zone 'Asia/Shanghai')::date as day from orders.orders where paid_at is not null),
      period as (select * from paid where day between ${first}::date and ${last}::date)
      select sum(payable_fen)::bigint as gross, sum(refunded_fen)::bigint as refunded, count(*) as orders,
        count(distinct buyer_id) as buyers,
        count(distinct buyer_id) filter (where not exists (
          select from paid where paid.buyer_id = period.buyer_id and paid.day < ${first}::date)) as new_buyers
      from period`.execute(db);
    const raw = rows[0]!;
    const whole = (n: bigint | undefined): number => Number(n);
    assert.deepEqual(
      [figures.gmvGrossFen, figures.refundedFen, figures.gmvNetFen],
      [raw["gross"], raw["refunded"], raw["gross"]! - raw["refunded"]!],
    );
    assert.deepEqual(
      [figures.paidOrders, figures.buyers, figures.newBuyers, figures.returningBuyers],
      [whole(raw["orders"]), whole(raw["buyers"]), whole(raw["newBuyers"]), whole(raw["buyers"]! - raw["newBuyers"]!)],
    );
    assert.equal(figures.averageOrderFen, raw["gross"]! / raw["orders"]!);
  }

  const rawDays = await sql<{ day: string; gross: bigint; net: bigint; orders: bigint }>`
    select to_char(paid_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day, sum(payable_fen)::bigint as gross,
      sum(payable_fen - refunded_fen)::bigint as net, count(*) as orders
    from orders.orders where paid_at >= '2026-03-03T16:00:00Z' group by 1 order by 1`.execute(db);
  assert.equal(byDay.length, days);
  assert.deepEqual(
    byDay
      .filter(({ paidOrders }) => paidOrders > 0)
      .map((d) => [d.day, d.gmvGrossFen, d.gmvNetFen, BigInt(d.paidOrders)]),
    rawDays.rows.map((d) => [d.day, d.gross, d.net, d.orders]),
  );

  const rawBy = async (column: "channel" | "scene") =>
    (
      await sql<{ name: string; gmvFen: bigint; orders: number }>`
        select ${sql.ref(column)} as name, sum(payable_fen)::bigint as gmv_fen, count(*)::int as orders
        from orders.orders where paid_at >= '2026-03-03T16:00:00Z' group by 1 order by 2 desc`.execute(db)
    ).rows;
  assert.deepEqual(byChannel, await rawBy("channel"));
  assert.deepEqual(byScene, await rawBy("scene"));
  const sumOf = (parts: readonly { gmvFen: bigint }[]): bigint => parts.reduce((sum, { gmvFen }) => sum + gmvFen, 0n);
  assert.equal(sumOf(topShops), now.gmvGrossFen);
  assert.deepEqual(new Set(topShops.map(({ name }) => name)), new Set(["苔间茶社", "青瓷小铺"]));
  assert.deepEqual(
    topCreators.map(({ name }) => name),
    ["小满"],
  );
});

test("the day turns at midnight in Shanghai", async () => {
  const { shopId } = await aShop(db, "子夜小店");
  const buyerId = await aPerson(db, "夜猫");
  still.set(new Date("2026-06-01T15:59:00Z"));
  await sell({ shopId, buyerId, fen: 100n, paidAt: new Date("2026-05-31T15:59:59Z") });
  await sell({ shopId, buyerId, fen: 200n, paidAt: new Date("2026-05-31T16:00:00Z") });
  await hear();
  const today = await readOverview(db, 1);
  assert.deepEqual(
    [today.from, today.to, today.now.gmvGrossFen, today.before.gmvGrossFen],
    ["2026-06-01", "2026-06-01", 200n, 100n],
  );
  assert.deepEqual([today.now.newBuyers, today.now.returningBuyers, today.before.newBuyers], [0, 1, 1]);
});

test("an order that was paid earlier but heard of later makes its buyer new on that day", async () => {
  const { shopId } = await aShop(db, "晚到小店");
  const buyerId = await aPerson(db, "晚到");
  still.set(new Date("2026-07-02T02:00:00Z"));
  await sell({ shopId, buyerId, fen: 100n, paidAt: new Date("2026-07-02T01:00:00Z") });
  await hear();
  await sell({ shopId, buyerId, fen: 100n, paidAt: new Date("2026-07-01T01:00:00Z") });
  await hear();
  const { now, before } = await readOverview(db, 1);
  assert.deepEqual([now.newBuyers, before.newBuyers], [0, 1]);
});
