import assert from "node:assert/strict";
import { test } from "node:test";
import { type Draft, endFault, firstDraft, localText, planOf } from "./deal-draft.ts";

const now = Date.parse("2026-03-01T12:00:00Z");
const draft = (part: Partial<Draft>): Draft =>
  ({
    ...firstDraft(now),
    sku: { productId: "8", skuId: "80", listFen: 12_900, available: 300 },
    priceFen: 4_900,
    ...part,
  }) as Draft;

test("a drop in a room starts now, in some minutes or at a time, and lasts as long as was written", () => {
  const inThree = planOf(draft({ when: "minutes", minutes: 3, seconds: 90 }), true, now);
  assert.deepEqual([inThree.startsAt, inThree.endsAt], ["2026-03-01T12:03:00.000Z", "2026-03-01T12:04:30.000Z"]);
  assert.equal(planOf(draft({ when: "now" }), true, now).startsAt, "2026-03-01T12:00:00.000Z");
  const at = now + 3_600_000;
  assert.equal(planOf(draft({ when: "at", at: localText(at) }), true, now).startsAt, new Date(at).toISOString());
});

test("elsewhere it has an end, and nobody could reveal a hidden price", () => {
  const until = now + 2 * 86_400_000;
  const plan = planOf(draft({ when: "now", until: localText(until), isHidden: true }), false, now);
  assert.deepEqual([plan.endsAt, plan.isHidden], [new Date(until).toISOString(), false]);
  assert.equal(planOf(draft({ isHidden: true }), true, now).isHidden, true);
});

test("an end before the start, or after more than seven days, is said", () => {
  assert.equal(endFault(draft({ when: "now", until: localText(now - 60_000) }), now), "endsLater");
  assert.equal(endFault(draft({ when: "now", until: localText(now + 8 * 86_400_000) }), now), "tooLong");
  assert.equal(endFault(draft({ when: "now", until: localText(now + 86_400_000) }), now), undefined);
  assert.equal(endFault(draft({ when: "now", until: "" }), now), "endsLater");
});
