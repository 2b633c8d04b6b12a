import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import { useClock } from "#platform/clock";
import { testHouse } from "../../../tests/house.ts";
import { aProduct, aShop } from "../../../tests/fixtures/goods.ts";
import { type Lives, liveThrough } from "../../../tests/fixtures/sale-life.ts";
import { aBuyer, openTrade } from "../../../tests/fixtures/trade.ts";

const { house, sentJobs, url } = await testHouse();
const trade = openTrade({ house, sentJobs });
const CHILD = join(import.meta.dirname, "../../../tests/fixtures/sale-life.ts");

const movesSoFar = async (): Promise<number> =>
  (await house.db.selectFrom("orders.history").select(sql<number>`count(*)::int`.as("n")).executeTakeFirstOrThrow()).n;

/** Runs the same lives in a process of its own and kills it, hard, a moment after it has made so many moves more. */
async function killedAfter(moves: number, momentMs: number, lives: Lives): Promise<NodeJS.Signals | null> {
  const child = spawn(process.execPath, [CHILD, url, JSON.stringify(lives)], { stdio: "ignore" });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once("exit", (_code, signal) => resolve(signal)));
  const target = (await movesSoFar()) + moves;
  while (child.exitCode === null && (await movesSoFar()) < target) await wait(5);
  await wait(momentMs);
  child.kill("SIGKILL");
  return ended;
}

test("killed anywhere between the counter, the payment, the parcel and the refund, each sale happens exactly once", async () => {
  const { shopId, ownerId } = await aShop(house.db);
  const { skuIds } = await aProduct(house.db, shopId, { pieces: 100 });
  const { buyerId, addressId } = await aBuyer(house);
  const lives: Lives = {
    ...{ buyerId: String(buyerId), addressId: String(addressId), skuId: String(skuIds[0]) },
    ...{ shopId: String(shopId), clerkId: String(ownerId), lives: 40 },
  };
  // Each time at another place of the way: a sale makes two or three moves, each with several commits around it.
  for (let round = 0; round < 7; round++)
    assert.equal(await killedAfter(5 + round, round * 4, lives), "SIGKILL", "it was killed at work");
  assert.ok((await movesSoFar()) < 100, "work was left for the next");
  await liveThrough(trade, lives);
  // Who was killed with a refund in hand had claimed it for a minute: after that it is anybody's again.
  useClock(() => Date.now() + 120_000);
  await trade.sweep("payments.refunds");
  await trade.hear();

  const states = await house.db
    .selectFrom("orders.orders")
    .select(["state", sql<number>`count(*)::int`.as("n")])
    .groupBy("state")
    .orderBy("state")
    .execute();
  assert.deepEqual(states, [
    { state: "all_refunded", n: 20 },
    { state: "to_receive", n: 20 },
  ]);
  assert.deepEqual(await trade.stockOf(skuIds[0]!), { onHand: 80, reserved: 0 });
  const twice = await sql`select order_id, state from orders.history group by 1, 2 having count(*) > 1`.execute(
    house.db,
  );
  assert.deepEqual(twice.rows, [], "no order made a move twice");
  const { rows: books } = await sql<{ paid: bigint; refunded: bigint; held: bigint }>`
    select (select sum(paid_fen)::bigint from ledger.order_books) as paid,
      (select sum(refunded_fen)::bigint from ledger.order_books) as refunded,
      (select sum(posted_fen)::bigint from ledger.balances where account like 'held:%') as held`.execute(house.db);
  assert.deepEqual(books[0], { paid: 40n * 9900n, refunded: 20n * 9900n, held: 20n * 9900n });
  const refunds = await house.db.selectFrom("payments.refunds").select(["state"]).execute();
  assert.deepEqual([refunds.length, refunds.every((each) => each.state === "succeeded")], [20, true]);
});
