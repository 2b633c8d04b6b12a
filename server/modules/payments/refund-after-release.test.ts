import assert from "node:assert/strict";
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { beginRelease, endRelease } from "#modules/ledger";
import { provider } from "#modules/payments";
import { clock } from "#platform/clock";
import { transact } from "#platform/db";
import { brokenIn, verify } from "#platform/verify";
import { startLab, until } from "../../../sandbox/lab.ts";
import { forSale, openSale, type Sale } from "../../../tests/fixtures/payments.ts";
import { testHouse } from "../../../tests/house.ts";
import { readIntent } from "./intents.ts";
import { lookAtPayment } from "./look-at-payments.ts";
import { pursueRefund } from "./pursue-refund.ts";
import { pursueSplit } from "./pursue-split.ts";
import { readRefund } from "./refunds.ts";
import { requestRefunds } from "./request-refunds.ts";
import { requestSplit } from "./request-split.ts";
import { readSplit } from "./splits.ts";

const lab = await startLab();
const made = await testHouse();
mkdirSync(join(made.dir, "sandbox"));
copyFileSync(join(lab.folder, "merchant.json"), join(made.dir, "sandbox", "merchant.json"));
const { hostname: host, port } = new URL(lab.ear.url);
const own = { dataDir: made.dir, host, port: Number(port), sandboxUrl: lab.url };
const house = { ...made.house, config: { ...made.house.config, ...own } };
after(async () => {
  (await provider.of(house.config)()).gateway.stop();
  await lab.stop();
});

/** Paid, completed, divided: 100 fen went to the platform, 1,000 to a creator, and the rest to the shop. */
async function released(): Promise<Sale> {
  const sale = await forSale(house, 10_000n);
  await lab.atPage((await openSale(house, sale)).payUrl!, "pay");
  await lookAtPayment(house, (await readIntent(house.db, "checkout", sale.checkoutId))!.id);
  const shares = [
    { lineId: sale.lineId, payee: "platform", bp: 100, fen: 100n, reason: "platform_fee" },
    { lineId: sale.lineId, payee: "creator:5", bp: 1_000, fen: 1_000n, reason: "commission" },
    { lineId: sale.lineId, payee: "shop:7", bp: 8_900, fen: 8_900n, reason: "shop_rest" },
  ];
  const at = clock.now();
  const until = new Date(at.getTime() + 86_400_000);
  const { orderId } = sale;
  const receivers = shares.map(({ payee, fen }) => ({
    account: payee.replace("creator", "person"),
    fen,
    description: "结算",
  }));
  const splitId = await transact(house.db, async (tx) => {
    await beginRelease(tx, { orderId, shares, reserveBp: 0, until, at });
    return requestSplit(tx, house.jobs, { orderId, receivers });
  });
  await pursueTo("the split", async () => {
    await pursueSplit(house, splitId);
    return (await readSplit(house.db, splitId)).state === "succeeded";
  });
  await transact(house.db, (tx) => endRelease(tx, { orderId, outcome: "posted", at }));
  return sale;
}
const pursueTo = until;

test("after the release the shop's part is taken back first, once, and then the buyer gets the money", async () => {
  const sale = await released();
  await lab.post("/accounts/top-up", { account: "merchant", fen: 1_000 }); // the platform advances what people keep
  const lines = [{ lineId: sale.lineId, fen: 4_000n, goodsFen: 4_000n }];
  const asked = { orderId: sale.orderId, caseId: null, why: "aftersale" as const, at: clock.now(), lines };
  const [id] = await transact(house.db, (tx) => requestRefunds(tx, house.jobs, [asked]));
  await pursueRefund(house, id!);
  assert.equal((await readRefund(house.db, id!)).state, "requested", "the provider held too little");
  await pursueTo("the refund", async () => {
    await pursueRefund(house, id!);
    return (await readRefund(house.db, id!)).state === "succeeded";
  });
  const { returns, refunds } = (await lab.deeds()) as Record<string, { account: string; fen: number; state: string }[]>;
  assert.deepEqual(
    returns!.map(({ account, fen }) => [account, fen]),
    [["shop:7", 3_560]],
  );
  assert.deepEqual(
    refunds!.map(({ fen }) => fen),
    [4_000],
  );
});

test("while the platform's own account lacks what people keep, the refund waits, and nothing is taken twice", async () => {
  const sale = await released();
  const lines = [{ lineId: sale.lineId, fen: 10_000n, goodsFen: 10_000n }];
  const asked = { orderId: sale.orderId, caseId: null, why: "aftersale" as const, at: clock.now(), lines };
  const [id] = await transact(house.db, (tx) => requestRefunds(tx, house.jobs, [asked]));
  for (let turn = 0; turn < 3; turn++) await pursueRefund(house, id!);
  const { state, attempts } = await readRefund(house.db, id!);
  assert.deepEqual([state, attempts], ["requested", 1]);
  const { returns } = (await lab.deeds()) as { returns: { outTradeNo: string; fen: number }[] };
  const ours = returns.filter(({ outTradeNo }) => outTradeNo === sale.outTradeNo);
  assert.deepEqual(
    ours.map(({ fen }) => fen),
    [8_900],
  );
});

test("after all this every invariant holds", async () => assert.deepEqual(brokenIn(await verify(made.url)), []));
