import assert from "node:assert/strict";
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { parts as payments, provider } from "#modules/payments";
import { clock, runAhead } from "#platform/clock";
import { brokenIn, verify } from "#platform/verify";
import { type Heard, startLab, until } from "../../../sandbox/lab.ts";
import { buyerId, forSale, heldOf, newsOf, openSale, type Sale, stateOf } from "../../../tests/fixtures/payments.ts";
import { appOf, testHouse } from "../../../tests/house.ts";

const lab = await startLab();
const made = await testHouse();
const folder = join(made.dir, "sandbox");
mkdirSync(folder);
copyFileSync(join(lab.folder, "merchant.json"), join(folder, "merchant.json"));
const { hostname: host, port } = new URL(lab.ear.url);
const config = { ...made.house.config, host, port: Number(port), sandboxUrl: lab.url };
const house = { ...made.house, config };
const app = await appOf(house, payments);
after(async () => {
  (await provider.of(config)()).gateway.stop();
  await lab.stop();
});

type Told = Pick<Heard, "raw" | "headers">;
/** Hands a notification to our own address, byte for byte as the provider sent it. */
async function tell({ raw, headers }: Told): Promise<number> {
  const own = Object.fromEntries(
    Object.entries(headers).filter(([name, value]) => value !== undefined && /^wechatpay-|^content-type$/.test(name)),
  );
  const answer = await app.inject({
    method: "POST" as const,
    url: "/api/payments/sandbox/notices",
    payload: raw,
    headers: own as Record<string, string>,
  });
  return answer.statusCode;
}

/** A buyer pays at the provider's own page; gives what the provider then tells us. */
async function pay(sale: Sale): Promise<Told> {
  const { payUrl } = await openSale(house, sale);
  const before = lab.ear.heard.length;
  await lab.atPage(payUrl!, "pay");
  return until("a notification", () => lab.ear.heard[before]);
}

test("a payment at the provider's page arrives by its signed notification, once however often it is told", async () => {
  const sale = await forSale(house);
  const told = await pay(sale);
  assert.deepEqual(await Promise.all([tell(told), tell(told), tell(told)]), [200, 200, 200]);
  assert.equal(await heldOf(house, sale), sale.fen);
  assert.deepEqual(await newsOf(house, sale), ["payments.captured"]);
});

test("a forged notification is refused and leaves nothing: other bytes, another signature, a missing header", async () => {
  const sale = await forSale(house);
  const told = await pay(sale);
  const body = told.raw.toString();
  const signature = String(told.headers["wechatpay-signature"]);
  const forged: Told[] = [
    { ...told, raw: Buffer.from(`${body} `) },
    { ...told, raw: Buffer.from(JSON.stringify({ ...JSON.parse(body), id: "another" })) },
    { ...told, headers: { ...told.headers, "wechatpay-signature": signature.replace(/^../, "AA") } },
    { ...told, headers: { ...told.headers, "wechatpay-signature": "WECHATPAY/SIGNTEST/abc" } },
    { ...told, headers: { ...told.headers, "wechatpay-serial": "unknown" } },
    { ...told, headers: { ...told.headers, "wechatpay-nonce": undefined } },
    { raw: Buffer.from("not json"), headers: {} },
  ];
  for (const each of forged) assert.equal(await tell(each), 401);
  assert.equal(await stateOf(house, sale), "submitted");
  assert.equal(await tell(told), 200);
  assert.equal(await stateOf(house, sale), "captured");
});

for (const shiftMs of [301_000, -301_000])
  test(`a true notification whose hour differs from ours by ${shiftMs / 1000} seconds is refused`, async (context) => {
    const sale = await forSale(house);
    const told = await pay(sale);
    const { mock } = context.mock.method(clock, "wall", () => new Date(Date.now() + shiftMs));
    assert.equal(await tell(told), 401);
    mock.restore();
    assert.equal(await tell(told), 200);
  });

test("the demo's clock may run ahead by days: the provider is asked and believed by the wall's hour", async () => {
  runAhead(9 * 86_400_000);
  const sale = await forSale(house);
  assert.equal(await tell(await pay(sale)), 200);
  assert.equal(await stateOf(house, sale), "captured");
  const deed = (await lab.deeds()).payments.find(({ outTradeNo }: Sale) => outTradeNo === sale.outTradeNo);
  assert.ok(new Date(deed.expiresAt).getTime() - Date.now() < 901_000, "fifteen minutes, not nine days");
  runAhead(0);
});

test("a notification for another amount puts the payment in quarantine", async () => {
  const sale = await forSale(house);
  await lab.fault("wrong-amount", { outTradeNo: sale.outTradeNo });
  assert.equal(await tell(await pay(sale)), 200);
  assert.equal(await stateOf(house, sale), "quarantined");
  assert.equal(await heldOf(house, sale), 0n);
});

test("above 500 yuan a notification alone is not believed: while the provider does not show the money, it is told again", async () => {
  const sale = await forSale(house, 60_000n);
  await lab.fault("look-stale", { outTradeNo: sale.outTradeNo });
  const told = await pay(sale);
  assert.equal(await tell(told), 503);
  assert.equal(await heldOf(house, sale), 0n);
  await fetch(`${lab.url}/faults`, { method: "DELETE" });
  assert.equal(await tell(told), 200);
  assert.equal(await heldOf(house, sale), sale.fen);
});

test("the buyer who comes back is looked for at once, without any notification", async () => {
  const sale = await forSale(house);
  const cashier = { url: `/api/payments/checkouts/${sale.checkoutId}/cashier`, method: "POST" as const };
  const own = { "x-person": String(buyerId), "idempotency-key": `cashier-${sale.checkoutId}` };
  const opened = await app.inject({ ...cashier, headers: own });
  assert.equal(opened.statusCode, 200, opened.body);
  assert.equal((await app.inject({ ...cashier, headers: { ...own, "x-person": "78" } })).statusCode, 404);
  await lab.atPage(opened.json().payUrl, "pay");
  const read = { url: `/api/payments/checkouts/${sale.checkoutId}`, headers: own };
  assert.equal((await app.inject(read)).json().state, "submitted");
  assert.equal((await app.inject({ ...read, url: `${read.url}?look=true` })).json().state, "captured");
  const again = await app.inject({ ...cashier, headers: { ...own, "idempotency-key": "another-key" } });
  assert.deepEqual([again.statusCode, again.json().code], [409, "payments.already_paid"]);
});

test("after all this every invariant holds", async () => assert.deepEqual(brokenIn(await verify(made.url)), []));
