import assert from "node:assert/strict";
import { after, test } from "node:test";
import { until } from "../../../../../sandbox/lab.ts";
import { startBench } from "./bench.ts";

const { lab, gateway, number, openAsk, short, opened, paid, hearings, isPaid, stateOf, refundAsk, stop } =
  await startBench();
after(stop);

test("1, 2, 3 and 17: whatever the answer, the same number asked again is known, and done once", async () => {
  for (const [effect, expected] of [
    ["fails-after-doing", "unknown server_error"],
    ["fails-before-doing", "unknown server_error"],
    ["first-host-down", "unknown silence"],
    ["throttled", "unknown throttled"],
    ["does-it-never-answers", "unknown silence"],
  ] as const) {
    const no = number();
    await lab.fault(effect, { call: "open", outTradeNo: no });
    assert.equal(short(await gateway.open(openAsk(no))), expected, effect);
    await opened(no);
    const { payments } = await lab.deeds();
    assert.equal(payments.filter((deed: { outTradeNo: string }) => deed.outTradeNo === no).length, 1, effect);
  }
});

test("17: a throttled call says when to come back", async () => {
  await lab.fault("throttled", { call: "look" });
  assert.deepEqual(await gateway.look("any"), { sure: "unknown", why: "throttled", retryAfterSeconds: 7 });
});

test("11: money after the close and money twice both show in a look", async () => {
  const late = await opened();
  await lab.fault("pays-after-close", { outTradeNo: late.no });
  assert.equal(short(await gateway.close(late.no)), "yes");
  assert.equal(await stateOf(late.no), "closed");
  await until("late money", async () => (await stateOf(late.no)) === "paid");
  await until("its notification", () => hearings().some(isPaid(late.no)));

  for (const deed of ["twice", "pay"]) {
    const twice = await opened();
    if (deed === "pay") await lab.fault("pays-twice", { outTradeNo: twice.no });
    await lab.atPage(twice.payUrl, deed);
    const seen = await gateway.look(twice.no);
    assert.equal(seen.sure === "yes" && new Set(seen.value.taken.map((taken) => taken.transactionId)).size, 2);
    await until("two notifications", () => hearings().filter(isPaid(twice.no)).length === 2);
  }
});

test("12: a close that says already paid is followed by a look; one that says nothing stays unknown", async () => {
  const { no } = await opened();
  await lab.fault("close-says-paid", { outTradeNo: no });
  assert.equal(short(await gateway.close(no)), "no ORDER_PAID");
  assert.equal(await stateOf(no), "paid");
  const quiet = await opened();
  await lab.fault("close-says-nothing", { outTradeNo: quiet.no });
  assert.equal(short(await gateway.close(quiet.no)), "unknown silence");
  assert.equal(short(await gateway.close(quiet.no)), "yes");
});

test("13: a refund may dally, stall, be closed, lack money, or be accepted behind a 429", async () => {
  const ends = [
    ["refund-processing", "yes", "yes processing"],
    ["refund-abnormal", "yes", "unknown abnormal"],
    ["refund-closed", "yes", "no CLOSED"],
    ["refund-not-enough", "unknown not_enough", "no RESOURCE_NOT_EXISTS"],
    ["refund-429-accepted", "unknown throttled", "yes succeeded"],
  ] as const;
  for (const [effect, atOnce, later] of ends) {
    const { no, transactionId } = await paid();
    const ask = refundAsk(no, transactionId);
    await lab.fault(effect, { outRefundNo: ask.outRefundNo });
    assert.equal(short(await gateway.refund(ask)), atOnce, effect);
    await until(`${effect}: ${later}`, async () => {
      const seen = await gateway.lookRefund(ask.outRefundNo);
      return (seen.sure === "yes" ? `yes ${seen.value.state}` : short(seen)) === later;
    });
  }
  const kinds = hearings().flatMap((hearing) => ("heard" in hearing ? [hearing.heard.kind] : []));
  assert.ok(kinds.includes("refund_abnormal") && kinds.includes("refund_closed"));
});

test("14: a split may not be ready, fail for one, pass the cap, or come after the money was freed", async () => {
  const { transactionId } = await paid();
  const receivers = [
    { account: "shop:1", fen: 4000n, description: "goods" },
    { account: "person:2", fen: 500n, description: "commission" },
  ];
  for (const [effect, expected] of [
    ["split-not-ready", "unknown throttled"],
    ["split-over-cap", "no RULE_LIMIT"],
    ["freed-at-180-days", "no INVALID_REQUEST"],
  ] as const) {
    await lab.fault(effect, { call: "split" });
    assert.equal(short(await gateway.split({ outOrderNo: number(), transactionId, receivers })), expected, effect);
  }
  const outOrderNo = number();
  await lab.fault("split-fails-one-receiver", { call: "split" });
  assert.equal(short(await gateway.split({ outOrderNo, transactionId, receivers })), "yes");
  const results = await until("the split", async () => {
    const seen = await gateway.lookSplit(outOrderNo, transactionId);
    return seen.sure === "yes" && seen.value.state === "finished" && seen.value.receivers.map(({ result }) => result);
  });
  assert.deepEqual(results, ["failed", "succeeded"]);
  const back = { outReturnNo: number(), outOrderNo, account: "person:2", fen: 1n, description: "back" };
  await lab.fault("return-refused-person", { call: "returnSplit" });
  assert.equal(short(await gateway.returnSplit(back)), "no RULE_LIMIT");
});

test("15: a bill that is late, cut or does not fit its digest gives no lines", async () => {
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  for (const [effect, expected] of [
    ["bill-late", "no NO_STATEMENT_EXIST"],
    ["bill-cut", "unknown unverified"],
    ["bill-wrong-digest", "unknown unverified"],
  ] as const) {
    await lab.fault(effect);
    assert.equal(short(await gateway.statement(day)), expected, effect);
  }
  const clean = await gateway.statement(day);
  await lab.fault("bill-seven-breaks");
  const broken = await gateway.statement(day);
  assert.ok(clean.sure === "yes" && broken.sure === "yes");
  assert.notDeepEqual(broken.value.lines, clean.value.lines);
  assert.ok(broken.value.lines.some((line) => line.outTradeNo === "FOREIGN-1"));
});

test("16: dripping, half-open, redirecting, lying and flooding answers are all unknown", async () => {
  const { no } = await opened();
  for (const [effect, expected] of [
    ["drips", "unknown silence"],
    ["half-open", "unknown silence"],
    ["redirects", "unknown unverified"],
    ["html-200", "unknown unverified"],
    ["hundred-megabytes", "unknown silence"],
    ["unsigned-200", "unknown unverified"],
  ] as const) {
    await lab.fault(effect, { call: "look", outTradeNo: no });
    assert.equal(short(await gateway.look(no)), expected, effect);
  }
  assert.equal(await stateOf(no), "open");
});

test("18: a look may be stale while the notification already speaks of money", async () => {
  const { no, payUrl } = await opened();
  await lab.atPage(payUrl, "pay");
  await until("the notification", () => hearings().some(isPaid(no)));
  await lab.fault("look-stale", { outTradeNo: no });
  assert.equal(await stateOf(no), "open");
  assert.equal(await stateOf(no), "paid");
});
