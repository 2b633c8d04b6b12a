import assert from "node:assert/strict";
import { after, test } from "node:test";
import { until } from "../../../../../sandbox/lab.ts";
import type { PaymentEvent } from "../port.ts";
import { startBench } from "./bench.ts";

const { lab, gateway, number, short, opened, hearings, isPaid, stateOf, stop } = await startBench();
after(stop);

test("4: the notification is there before the answer", async () => {
  const no = number();
  await lab.fault("notifies-before-answering", { call: "open", outTradeNo: no });
  await opened(no);
  assert.ok(hearings().some(isPaid(no)), "already told when the call returns");
});

test("5: five tellings, of one id or of five, name one and the same transaction", async () => {
  for (const [effect, ids] of [
    ["notifies-five-times", 1],
    ["notifies-five-times-new-ids", 5],
  ] as const) {
    const { no, payUrl } = await opened();
    await lab.fault(effect, { call: "notify", outTradeNo: no });
    await lab.atPage(payUrl, "pay");
    await until("five notifications", () => hearings().filter(isPaid(no)).length === 5);
    const events = hearings()
      .filter(isPaid(no))
      .map((hearing) => ("heard" in hearing ? hearing.heard : assert.fail()));
    assert.equal(new Set(events.map((event: PaymentEvent) => event.eventId)).size, ids, effect);
    assert.equal(new Set(events.map((event) => event.kind === "paid" && event.transactionId)).size, 1);
  }
});

test("6: an earlier notification may come after a later one", async () => {
  const [first, second] = [await opened(), await opened()];
  await lab.fault("notifies-reordered", { call: "notify", outTradeNo: first.no });
  await lab.atPage(first.payUrl, "pay");
  await lab.atPage(second.payUrl, "pay");
  await until("both", () => hearings().some(isPaid(first.no)) && hearings().some(isPaid(second.no)));
  assert.ok(hearings().findIndex(isPaid(second.no)) < hearings().findIndex(isPaid(first.no)));
});

test("7: when no notification comes, or a day late, looking knows already", async () => {
  const [late, never] = [await opened(), await opened()];
  await lab.fault("notifies-25h-late", { call: "notify", outTradeNo: late.no });
  await lab.fault("notifies-never", { call: "notify", outTradeNo: never.no });
  for (const { no, payUrl } of [late, never]) {
    await lab.atPage(payUrl, "pay");
    assert.equal(await stateOf(no), "paid");
    assert.ok(!hearings().some(isPaid(no)));
  }
  await lab.post("/faults/release", {});
  await until("the late one", () => hearings().some(isPaid(late.no)));
  assert.ok(!hearings().some(isPaid(never.no)));
});

test("8: a verified notification with wrong content says exactly what it said, for the intent to compare", async () => {
  for (const [effect, field, expected] of [
    ["wrong-amount", "fen", 4999n],
    ["wrong-currency", "currency", "USD"],
    ["wrong-merchant", "merchantId", "1900000000"],
    ["wrong-app", "appId", "sandboxother"],
    ["wrong-number", "outTradeNo", undefined],
  ] as const) {
    const { no, payUrl } = await opened();
    await lab.fault(effect, { call: "notify", outTradeNo: no });
    const before = lab.ear.heard.length;
    await lab.atPage(payUrl, "pay");
    await until("the notification", () => lab.ear.heard.length > before);
    const hearing = hearings()[before];
    assert.ok(hearing && "heard" in hearing && hearing.heard.kind === "paid", effect);
    assert.equal(hearing.heard[field], expected ?? `${no}X`, effect);
    await lab.fault(effect, { call: "look", outTradeNo: no });
    const seen = await gateway.look(no);
    if (effect === "wrong-number") assert.equal(short(seen), "unknown unverified");
    else assert.equal(seen.sure === "yes" && seen.value[field], expected);
  }
});

test("9: a forged, stale, future or foreign notification is refused, and told again until a good one comes", async () => {
  for (const [effect, expected] of [
    ["flipped-tag", "cannot_decrypt"],
    ["swapped-aad", "cannot_decrypt"],
    ["bad-nonce-length", "cannot_decrypt"],
    ["foreign-merchant", "cannot_decrypt"],
    ["reserialised-body", "signature_differs"],
    ["stale-timestamp", "outside_window"],
    ["future-timestamp", "outside_window"],
    ["unknown-serial", "unknown_serial"],
    ["sha1-downgrade", "signature_differs"],
    ["signtest", "signature_differs"],
  ] as const) {
    const { no, payUrl } = await opened();
    await lab.fault(effect, { call: "notify", outTradeNo: no });
    const before = lab.ear.heard.length;
    await lab.atPage(payUrl, "pay");
    await until("the notification", () => lab.ear.heard.length > before);
    assert.deepEqual(hearings()[before], { refused: expected }, effect);
    assert.equal(await stateOf(no), "paid", effect);
  }
});

test("9: an answer that does not verify is unknown, whatever it says", async () => {
  const { no } = await opened();
  for (const effect of [
    "reserialised-body",
    "stale-timestamp",
    "future-timestamp",
    "unknown-serial",
    "sha1-downgrade",
  ]) {
    await lab.fault(effect, { call: "look", outTradeNo: no });
    assert.equal(short(await gateway.look(no)), "unknown unverified", effect);
  }
  await lab.fault("unknown-serial", { call: "look", outTradeNo: "nobody" });
  assert.equal(short(await gateway.look("nobody")), "unknown unverified", "a no that is not signed is no no");
});

test("10: while the provider turns from one key to the next, both verify", async () => {
  await lab.fault("key-rotation", { call: "look" }, { times: 10, share: 0.5, seed: 7 });
  const { no, payUrl } = await opened();
  for (let turn = 0; turn < 20; turn++) assert.equal(await stateOf(no), "open");
  await lab.fault("key-rotation", { call: "notify", outTradeNo: no });
  await lab.atPage(payUrl, "pay");
  await until("the notification", () => hearings().some(isPaid(no)));
});
