import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { openGround, openStage, type Stage } from "./ground.ts";
import { runSeed, type Saboteur } from "./run-seed.ts";

const SHORT_HOURS = 1 / 4;
let stage: Stage;
let close: () => Promise<void>;

before(async () => {
  const ground = await openGround();
  stage = await openStage(ground.url, "ci");
  close = async () => {
    await stage.close();
    await ground.stop();
  };
});
after(() => close());

const wordsOf = ({ seed, violations, lastEvents }: Awaited<ReturnType<typeof runSeed>>): string =>
  `seed ${seed}:\n${[...lastEvents, ...violations].join("\n")}`;

test("twenty short stories end well, whatever the provider, the line and the programs do", async () => {
  let orders = 0;
  for (let seed = 1; seed <= 20; seed++) {
    const run = await runSeed(stage, seed, SHORT_HOURS);
    assert.deepEqual(run.violations, [], wordsOf(run));
    orders += run.orders;
  }
  assert.ok(orders > 200, `only ${orders} orders were placed`);
});

test("the same seed tells the same story again, to the last event", async () => {
  for (const seed of [3, 4]) {
    const [first, second] = [await runSeed(stage, seed, SHORT_HOURS), await runSeed(stage, seed, SHORT_HOURS)];
    assert.equal(second.traceHash, first.traceHash);
    assert.equal(second.events, first.events);
  }
  assert.notEqual((await runSeed(stage, 5, SHORT_HOURS)).traceHash, (await runSeed(stage, 6, SHORT_HOURS)).traceHash);
});

const found = async (saboteur: Saboteur): Promise<string[]> =>
  (await runSeed(stage, 2, SHORT_HOURS, saboteur)).violations;

test("one piece too many in reserve is found by the invariants and by the model, and again in the same way", async () => {
  const reserve: Saboteur = async ({ db, furniture }) => {
    const { skuId } = furniture.skus[0]!;
    await sql`update inventory.positions set reserved = reserved + 1 where sku_id = ${skuId}`.execute(db);
  };
  const wrongs = await found(reserve);
  assert.deepEqual(await found(reserve), wrongs);
  assert.ok(
    wrongs.some((wrong) => wrong.startsWith("I13:")),
    wrongs.join("\n"),
  );
  assert.ok(
    wrongs.some((wrong) => /sku 1\.1: \d+ reserved, \d+ wanted/.test(wrong)),
    wrongs.join("\n"),
  );
});

test("a transfer that vanishes from the books is found", async () => {
  const wrongs = await found(async ({ db }) => {
    await sql`alter table ledger.transfers disable trigger user`.execute(db);
    await sql`delete from ledger.transfers where id = (select min(id) from ledger.transfers)`.execute(db);
    await sql`alter table ledger.transfers enable trigger user`.execute(db);
  });
  assert.ok(
    wrongs.some((wrong) => /^I[245]:/.test(wrong)),
    wrongs.join("\n"),
  );
});

test("an order whose payment nobody hears of is found when all is quiet", async () => {
  const wrongs = await found(async ({ db }) => {
    await sql`update orders.orders set state = 'unpaid', paid_at = null where id = (
      select min(id) from orders.orders where state in ('to_ship', 'to_receive', 'done'))`.execute(db);
  });
  assert.ok(
    wrongs.some((wrong) => /^I11:|an order is stuck/.test(wrong)),
    wrongs.join("\n"),
  );
});

test("money that the provider gives back without being asked is found", async () => {
  const wrongs = await found(async ({ provider: { books } }) => {
    const paid = [...books.payments.values()].find(({ state }) => state === "paid")!;
    const { transactionId, fen } = paid.taken[0]!;
    const about = { outTradeNo: paid.outTradeNo, transactionId, fen, totalFen: fen, currency: "CNY", at: null };
    const end = { state: "succeeded" as const, fate: "succeeds" as const, endsMs: 0, isOver: true };
    books.refunds.set("stray", { ...about, ...end, outRefundNo: "stray", refundId: "stray" });
  });
  assert.ok(
    wrongs.some((wrong) => wrong.includes("the provider has")),
    wrongs.join("\n"),
  );
});
