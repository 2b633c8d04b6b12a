import assert from "node:assert/strict";
import { appendFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { until } from "../../../../../sandbox/lab.ts";
import { startBench } from "./bench.ts";

const { lab, gateway, openAsk, paid, opened, stateOf, refundAsk, hearings, stop } = await startBench();
after(stop);

test("a sandbox killed at any moment has, when it is back, everything it ever acknowledged", async () => {
  const acknowledged: string[] = [];
  const paidNos = new Set<string>();
  for (let kill = 0; kill < 5; kill++) {
    const wanted = Array.from({ length: 40 }, (_, at) => `K-${kill}-${at}`);
    const answers = wanted.map(async (no) => {
      const asked = await gateway.open(openAsk(no));
      if (asked.sure !== "yes") return;
      acknowledged.push(no);
      const answer = await lab.atPage(asked.value.payUrl, "pay").catch(() => undefined);
      if (answer?.status === 303) paidNos.add(no);
    });
    const before = paidNos.size;
    await until("some payments", () => paidNos.size >= before + 5 + kill);
    await lab.killAndRestart();
    await Promise.all(answers);
  }
  assert.ok(acknowledged.length > paidNos.size, "some were opened and the kill came before their payment");
  for (const no of acknowledged) {
    const state = await stateOf(no);
    if (paidNos.has(no)) assert.equal(state, "paid", no);
    else assert.match(state, /^(open|paid)$/, no);
  }
  const told = (): Set<string> =>
    new Set(
      hearings().flatMap((each) => ("heard" in each && each.heard.kind === "paid" ? [each.heard.outTradeNo] : [])),
    );
  await until(
    "every payment's notification",
    () => {
      const nos = told();
      return [...paidNos].every((no) => nos.has(no));
    },
    20_000,
  );
});

test("what was still under way before the kill ends after it", async () => {
  const { no, transactionId } = await paid();
  const ask = refundAsk(no, transactionId);
  const asked = await gateway.refund(ask);
  assert.equal(asked.sure, "yes");
  await lab.killAndRestart();
  await until("the refund", async () => {
    const seen = await gateway.lookRefund(ask.outRefundNo);
    return seen.sure === "yes" && seen.value.state === "succeeded";
  });
});

test("a line torn by the kill is cut off, and the keys are the same as before", async () => {
  const { no } = await opened();
  appendFileSync(join(lab.folder, "journal.jsonl"), '{"payments":[{"id":"torn');
  await lab.killAndRestart();
  assert.equal(await stateOf(no), "open");
  for (const file of ["keys.json", "merchant.json", "journal.jsonl"])
    assert.equal(statSync(join(lab.folder, file)).mode & 0o777, 0o600, file);
});
