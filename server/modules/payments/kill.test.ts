import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { balances, clearingRefund } from "#modules/ledger";
import { provider } from "#modules/payments";
import { clock } from "#platform/clock";
import { transact } from "#platform/db";
import { brokenIn, verify } from "#platform/verify";
import { startLab, until } from "../../../sandbox/lab.ts";
import { forSale, heldOf, newsOf, openSale, type Sale, stateOf } from "../../../tests/fixtures/payments.ts";
import { testHouse } from "../../../tests/house.ts";
import { closeIntents } from "./close-intents.ts";
import { readIntent } from "./intents.ts";
import { lookAtPayment } from "./look-at-payments.ts";
import { pursueRefund } from "./pursue-refund.ts";
import { pursueSplit } from "./pursue-split.ts";
import { readRefund } from "./refunds.ts";
import { requestRefunds } from "./request-refunds.ts";
import { requestSplit } from "./request-split.ts";
import { readSplit } from "./splits.ts";

// A server that is killed between two phases leaves a number behind, and whoever comes next ends the deed with it.
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

const VICTIM = join(import.meta.dirname, "../../../tests/fixtures/payments-victim.ts");

/** Lets a program of its own do the deed, and die at the spot. */
async function killedAt(spot: string, deed: string, id: bigint): Promise<void> {
  const order = { databaseUrl: made.url, config: own, deed, id: String(id), spot };
  const flags = ["--disable-warning=ExperimentalWarning", VICTIM, JSON.stringify(order)];
  const child = spawn(process.execPath, flags, { stdio: ["ignore", "inherit", "inherit"] });
  const [, signal] = (await once(child, "exit")) as [number | null, string | null];
  assert.equal(signal, "SIGKILL", `it should have died ${spot}`);
}

const idOf = async ({ checkoutId }: Sale): Promise<bigint> => (await readIntent(house.db, "checkout", checkoutId))!.id;
const deedsOf = async (list: "payments" | "refunds" | "splits", { outTradeNo }: Sale) =>
  ((await lab.deeds())[list] as { outTradeNo: string; fen: number; receivers: { fen: number }[] }[]).filter(
    (deed) => deed.outTradeNo === outTradeNo,
  );

async function paid(): Promise<Sale> {
  const sale = await forSale(house);
  const { payUrl } = await openSale(house, sale);
  await lab.atPage(payUrl!, "pay");
  await lookAtPayment(house, await idOf(sale));
  assert.equal(await heldOf(house, sale), sale.fen);
  return sale;
}

for (const spot of ["before open", "after open"])
  test(`killed ${spot}: the payment is opened once, and paid`, async () => {
    const sale = await forSale(house);
    await killedAt(spot, "open", sale.checkoutId);
    assert.equal(await stateOf(house, sale), "submitted");
    const { payUrl } = await openSale(house, sale);
    assert.equal((await deedsOf("payments", sale)).length, 1);
    await lab.atPage(payUrl!, "pay");
    await lookAtPayment(house, await idOf(sale));
    assert.equal(await heldOf(house, sale), sale.fen);
  });

for (const spot of ["before look", "after look"])
  test(`killed ${spot}: the money is recorded once`, async () => {
    const sale = await forSale(house);
    await lab.atPage((await openSale(house, sale)).payUrl!, "pay");
    await killedAt(spot, "look", await idOf(sale));
    assert.equal(await heldOf(house, sale), 0n);
    for (let turn = 0; turn < 2; turn++) await lookAtPayment(house, await idOf(sale));
    assert.equal(await heldOf(house, sale), sale.fen);
    assert.deepEqual(await newsOf(house, sale), ["payments.captured"]);
  });

for (const spot of ["before close", "after close"])
  test(`killed ${spot}: the payment is closed once, at the provider and here`, async () => {
    const sale = await forSale(house);
    await openSale(house, sale);
    const subject = { purpose: "checkout" as const, subjectId: sale.checkoutId };
    await transact(house.db, (tx) => closeIntents(tx, house.jobs, [subject]));
    await killedAt(spot, "look", await idOf(sale));
    assert.equal(await stateOf(house, sale), "closing", "its stock stays where it is");
    for (let turn = 0; turn < 2; turn++) await lookAtPayment(house, await idOf(sale));
    assert.equal(await stateOf(house, sale), "closed");
    assert.deepEqual(await newsOf(house, sale), ["payments.closed"]);
  });

for (const spot of ["before refund", "after refund"])
  test(`killed ${spot}: the buyer gets the money once`, async () => {
    const sale = await paid();
    const lines = [{ lineId: sale.lineId, fen: 700n, goodsFen: 700n }];
    const asked = { orderId: sale.orderId, caseId: null, why: "aftersale" as const, at: clock.now(), lines };
    const [id] = await transact(house.db, (tx) => requestRefunds(tx, house.jobs, [asked]));
    await killedAt(spot, "refund", id!);
    await until("the refund", async () => {
      await pursueRefund(house, id!);
      return (await readRefund(house.db, id!)).state === "succeeded";
    });
    assert.deepEqual(
      (await deedsOf("refunds", sale)).map(({ fen }) => fen),
      [700],
    );
    assert.equal(await heldOf(house, sale), sale.fen - 700n);
    assert.equal((await balances(house.db, [clearingRefund])).get(clearingRefund), 0n);
  });

for (const spot of ["before split", "after split"])
  test(`killed ${spot}: every receiver is paid once`, async () => {
    const sale = await paid();
    const receivers = [
      { account: "shop:7", fen: 1_790n, description: "货款" },
      { account: "person:5", fen: 200n, description: "佣金" },
    ];
    const id = await transact(house.db, (tx) => requestSplit(tx, house.jobs, { orderId: sale.orderId, receivers }));
    await killedAt(spot, "split", id);
    await until("the split", async () => {
      await pursueSplit(house, id);
      return (await readSplit(house.db, id)).state === "succeeded";
    });
    const splits = await deedsOf("splits", sale);
    assert.deepEqual(
      splits.map((split) => split.receivers.map(({ fen }) => fen)),
      [[1_790, 200]],
    );
    assert.deepEqual(await newsOf(house, sale), ["payments.captured", "payments.split_succeeded"]);
  });

test("after all these deaths every invariant holds", async () =>
  assert.deepEqual(brokenIn(await verify(made.url)), []));
