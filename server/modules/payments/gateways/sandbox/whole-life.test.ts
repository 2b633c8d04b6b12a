import assert from "node:assert/strict";
import { after, test } from "node:test";
import { inspect } from "node:util";
import { startLab, until } from "../../../../../sandbox/lab.ts";
import type { PaymentEvent } from "../port.ts";
import { openSandboxGateway } from "./index.ts";

const lab = await startLab();
const { carrierSecret: _c, smsSecret: _s, realNameSecret: _r, ...credentials } = lab.merchant;
const gateway = openSandboxGateway({ baseUrl: lab.url, credentials, wallClock: () => new Date() });
after(async () => {
  gateway.stop();
  await lab.stop();
});

const openAsk = (outTradeNo: string, fen = 12_800n) => ({
  outTradeNo,
  fen,
  description: "碧螺春 250g",
  notifyUrl: `${lab.ear.url}/notify`,
  returnUrl: `${lab.ear.url}/back`,
  expiresAt: new Date(Date.now() + 900_000),
  parts: [{ partNo: `${outTradeNo}-1`, account: "shop:7", fen }],
});

function value<T>(asked: { sure: "yes"; value: T } | { sure: "no" | "unknown" }): T {
  assert.equal(asked.sure, "yes", inspect(asked));
  return (asked as { value: T }).value;
}
const heard = (kind: PaymentEvent["kind"], skip = 0): Promise<PaymentEvent> =>
  until(`a notification of ${kind}`, () => {
    const events = lab.ear.heard.flatMap(({ raw, headers }) => {
      const hearing = gateway.hear(raw, headers);
      return "heard" in hearing && hearing.heard.kind === kind ? [hearing.heard] : [];
    });
    return events[skip];
  });

test("a payment is opened, paid on the page, told at once, and looked at", async () => {
  const opened = value(await gateway.open(openAsk("T-1")));
  assert.deepEqual(value(await gateway.open(openAsk("T-1"))), opened, "the same number gives the same page");
  assert.deepEqual(await gateway.open(openAsk("T-1", 1n)), { sure: "no", code: "OUT_TRADE_NO_USED" });
  assert.equal(value(await gateway.look("T-1")).state, "open");
  const before = Date.now();
  await lab.atPage(opened.payUrl, "pay");
  const event = await heard("paid");
  assert.ok(
    (lab.ear.heard[0]?.at ?? 0) - before < 2_000,
    "the first try is at once, not the second after fifteen seconds",
  );
  assert.ok(event.kind === "paid");
  assert.equal(event.fen, 12_800n);
  assert.equal(event.merchantId, credentials.merchantId);
  const seen = value(await gateway.look("T-1"));
  assert.equal(seen.state, "paid");
  assert.deepEqual(seen.taken, [
    { transactionId: event.transactionId, fen: 12_800n, currency: "CNY", at: seen.taken[0]?.at },
  ]);
  assert.deepEqual(await gateway.close("T-1"), { sure: "no", code: "ORDER_PAID" });
  assert.deepEqual(await gateway.look("T-unheard"), { sure: "no", code: "ORDER_NOT_EXIST" });
});

test("a closed payment cannot be paid, and its number opens no second time", async () => {
  const { payUrl } = value(await gateway.open(openAsk("T-2")));
  value(await gateway.close("T-2"));
  value(await gateway.close("T-2"));
  await lab.atPage(payUrl, "pay");
  assert.equal(value(await gateway.look("T-2")).state, "closed");
  assert.deepEqual(await gateway.open(openAsk("T-2")), { sure: "no", code: "ORDER_CLOSED" });
});

test("money is split, taken back, refunded, freed and paid out, and the deeds balance to the fen", async () => {
  await lab.atPage(value(await gateway.open(openAsk("T-3", 10_000n))).payUrl, "pay");
  const { transactionId = "" } = value(await gateway.look("T-3")).taken[0] ?? {};
  const receivers = [
    { account: "shop:7", fen: 8500n, description: "货款" },
    { account: "person:9", fen: 1000n, description: "佣金" },
  ];
  const ask = { outOrderNo: "S-3", transactionId, receivers, notifyUrl: `${lab.ear.url}/notify` };
  value(await gateway.split(ask));
  const split = await heard("split");
  assert.ok(split.kind === "split" && split.receivers.every((share) => share.result === "succeeded"));
  assert.equal(value(await gateway.lookSplit("S-3", transactionId)).state, "finished");

  const back = { outReturnNo: "R-3", outOrderNo: "S-3", account: "shop:7", fen: 3000n, description: "退款" };
  value(await gateway.returnSplit(back));
  await until("the return", async () => value(await gateway.lookReturn("R-3")).state === "succeeded");
  const fromPerson = { ...back, outReturnNo: "R-4", account: "person:9", fen: 1n };
  assert.deepEqual(await gateway.returnSplit(fromPerson), { sure: "no", code: "RULE_LIMIT" });

  const refund = { outRefundNo: "F-3", outTradeNo: "T-3", transactionId, fen: 3000n, totalFen: 10_000n };
  const refundAsk = { ...refund, reason: "不想要了", notifyUrl: `${lab.ear.url}/notify` };
  value(await gateway.refund(refundAsk));
  const refunded = await heard("refunded");
  assert.ok(refunded.kind === "refunded" && refunded.outRefundNo === "F-3" && refunded.fen === 3000n);
  assert.equal(value(await gateway.lookRefund("F-3")).state, "succeeded");
  const tooMuch = { ...refundAsk, outRefundNo: "F-4", fen: 7001n };
  assert.deepEqual(await gateway.refund(tooMuch), { sure: "no", code: "INVALID_REQUEST" });

  value(await gateway.finishSplit({ outOrderNo: "E-3", transactionId, description: "完结" }));
  const payout = { outPayoutNo: "P-3", account: "shop:7", fen: 5500n, remark: "提现" };
  value(await gateway.payOut({ ...payout, notifyUrl: `${lab.ear.url}/notify` }));
  assert.equal((await heard("payout")).kind, "payout");
  assert.equal(value(await gateway.lookPayOut("P-3")).state, "succeeded");
  const overdrawn = { ...payout, outPayoutNo: "P-4", fen: 1n };
  assert.deepEqual(await gateway.payOut(overdrawn), { sure: "unknown", why: "not_enough" });

  const { accounts } = await lab.deeds();
  const total = accounts.reduce((sum: number, account: { fen: number }) => sum + account.fen, 0);
  assert.equal(total, 10_000 - 3000 - 5500, "paid less refunded less paid out is what lies in the accounts");
});

test("the day's bill lists every deed once, in fen", async () => {
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const { lines } = value(await gateway.statement(day));
  const ofT3 = lines.filter((line) => line.outTradeNo === "T-3").map(({ kind, fen }) => [kind, fen]);
  assert.deepEqual(ofT3, [
    ["payment", 10_000n],
    ["split", 9500n],
    ["split_return", 3000n],
    ["refund", 3000n],
  ]);
});

test("the sandbox lets nobody in but the holder of the merchant's key, within five minutes", async () => {
  const late = openSandboxGateway({ baseUrl: lab.url, credentials, wallClock: () => new Date(Date.now() - 301_000) });
  assert.deepEqual(await late.look("T-1"), { sure: "unknown", why: "set_up" });
  late.stop();
  const other = { ...credentials, merchantId: "1900000001" };
  const stranger = openSandboxGateway({ baseUrl: lab.url, credentials: other, wallClock: () => new Date() });
  assert.deepEqual(await stranger.look("T-1"), { sure: "unknown", why: "set_up" });
  stranger.stop();
  assert.equal((await fetch(`${lab.url}/v3/pay/transactions/T-1`)).status, 401);
});
