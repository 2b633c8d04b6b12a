import assert from "node:assert/strict";
import { before, test } from "node:test";
import { sql } from "kysely";
import { account, balances } from "#modules/ledger";
import { type Capture, capturePayments, type Provider, provider } from "#modules/payments";
import { standStill } from "#platform/clock";
import { drain } from "#platform/events";
import { Refusal } from "#platform/refusal";
import { aColleague, aShop, type ShopFixture } from "../../../tests/fixtures/goods.ts";
import { testHouse } from "../../../tests/house.ts";
import { giveUpDeposits } from "./give-up-deposits.ts";
import { consumers } from "./handlers.ts";
import { payDeposit } from "./pay-deposit.ts";
import { readDesk } from "./read-shops.ts";

const { house } = await testHouse();
const { db } = house;
const opened: { outTradeNo: string; fen: bigint }[] = [];
// A provider that only ever opens: money is then captured as its notifications would tell.
const gateway = {
  provider: "sandbox",
  open: async ({ outTradeNo, fen }: { outTradeNo: string; fen: bigint }) => {
    opened.push({ outTradeNo, fen });
    return { sure: "yes" as const, value: { outTradeNo, payUrl: `http://pay.test/${outTradeNo}` } };
  },
} as unknown as Provider["gateway"];
provider.replace(house.config, async () => ({ gateway, merchantId: "m", appId: "a" }));

const time = standStill(new Date());
let shop: ShopFixture;
before(async () => {
  shop = await aShop(db, "苔间茶社", "waiting_provider");
  await sql`update shops.shops set deposit_need_fen = 200000, opened_at = null where id = ${shop.shopId}`.execute(db);
});

const pay = (payerId: bigint) => payDeposit(house, db, { shopId: shop.shopId, payerId });
const captured = (outTradeNo: string, providerRef: string): Capture => ({
  provider: "sandbox",
  outTradeNo,
  providerRef,
  fen: 200_000n,
  currency: "CNY",
  ours: true,
});

test("a deposit is asked once however often it is tapped, a colleague gets a payment of their own, and paid it opens the shop", async () => {
  const [first, again] = [await pay(shop.ownerId), await pay(shop.ownerId)];
  assert.deepEqual(first, again);
  assert.equal(first.fen, 200_000n);
  const colleague = await pay(await aColleague(db, shop.shopId, "finance"));
  assert.notEqual(colleague.intentId, first.intentId);
  const { outTradeNo } = opened.find(({ outTradeNo: no }) => first.payUrl.endsWith(no))!;
  for (const providerRef of ["ref-1", "ref-1"]) await capturePayments(db, [captured(outTradeNo, providerRef)]);
  await drain(db, consumers());
  const desk = await readDesk(db, shop.shopId);
  assert.deepEqual([desk.state, desk.depositFen], ["open", 200_000n]);
  const key = account("deposit", shop.shopId);
  assert.equal((await balances(db, [key])).get(key), desk.depositFen);
  await assert.rejects(pay(shop.ownerId), (error) => error instanceof Refusal && error.code === "shops.wrong_state");
});

test("an attempt that nobody paid in time is ended, the next tap begins another, and money that was faster still opens", async () => {
  const slow = await aShop(db, "慢掌柜", "waiting_provider");
  await sql`update shops.shops set deposit_need_fen = 200000 where id = ${slow.shopId}`.execute(db);
  const tap = () => payDeposit(house, db, { shopId: slow.shopId, payerId: slow.ownerId });
  const first = await tap();
  assert.equal(await giveUpDeposits(db, house.jobs), 0);
  time.advance(31 * 60_000);
  assert.ok((await giveUpDeposits(db, house.jobs)) > 0);
  assert.equal(await giveUpDeposits(db, house.jobs), 0);
  assert.notEqual((await tap()).intentId, first.intentId);
  const { outTradeNo } = opened.find(({ outTradeNo: no }) => first.payUrl.endsWith(no))!;
  await capturePayments(db, [captured(outTradeNo, "ref-late")]);
  await drain(db, consumers());
  assert.equal((await readDesk(db, slow.shopId)).state, "open");
});
