import assert from "node:assert/strict";
import { test } from "node:test";
import type { Outcome } from "#platform/refusal";
import { listenForReleases, rememberLeft } from "../inventory/sold-out.ts";
import { quietBus } from "../../../tests/fixtures/bus.ts";
import type { Ask, Placed, Wish } from "./asks.ts";
import { no } from "./choose-price.ts";
import { turnAwayCrowds } from "./turn-away-crowds.ts";

listenForReleases(quietBus());

/** A counter that answers nobody until it is told to. */
function slowCounter() {
  const waiting: (() => void)[] = [];
  const place = turnAwayCrowds(
    () => new Promise((resolve) => waiting.push(() => resolve(no("orders.not_found")))), // any answer will do
  );
  const ask = (...lines: Wish[]) =>
    place({ requestId: "r", buyerId: 1n, lines, addressId: 1n, expectedFen: 1n, note: "" } satisfies Ask);
  return { ask, waiting, answer: () => waiting.splice(0).forEach((go) => go()) };
}
const busyOf = (outcome: Outcome<Placed>): unknown =>
  "refused" in outcome && outcome.refused === "orders.busy" ? outcome.details : undefined;

test("when four times as many pieces are waited for as are left, the next is told so, with a place", async () => {
  const { ask, waiting, answer } = slowCounter();
  rememberLeft({ skuId: 1n }, 2);
  const first = [ask({ skuId: 1n, quantity: 3 }), ask({ skuId: 1n, quantity: 5 })];
  assert.equal(waiting.length, 2, "eight pieces for two are let through");
  const late = busyOf(await ask({ skuId: 1n, quantity: 1 }));
  assert.deepEqual(late, { skuId: "1", position: 3, retryAfterMs: 1_000 });
  assert.equal(waiting.length, 2, "the counter never heard of it");
  answer();
  await Promise.all(first);
  void ask({ skuId: 1n, quantity: 1 });
  assert.equal(waiting.length, 1, "when the queue is gone there is room again");
});

test("an order with one crowded line is turned away whole and keeps no place in the others", async () => {
  const { ask, waiting } = slowCounter();
  rememberLeft({ skuId: 2n }, 1);
  rememberLeft({ skuId: 3n }, 1);
  void ask({ skuId: 2n, quantity: 4 });
  assert.ok(busyOf(await ask({ skuId: 3n, quantity: 4 }, { skuId: 2n, quantity: 1 })));
  void ask({ skuId: 3n, quantity: 4 });
  assert.equal(waiting.length, 2);
});

test("plenty, sold out, a pass and an offer know no queue; a deal's queue is its own", async () => {
  const { ask, waiting } = slowCounter();
  for (let n = 0; n < 50; n++) void ask({ skuId: 4n, quantity: 99 });
  rememberLeft({ skuId: 5n }, 0);
  void ask({ skuId: 5n, quantity: 1 });
  void ask({ skuId: 5n, quantity: 1 });
  rememberLeft({ skuId: 6n, dealId: 7n }, 1);
  void ask({ skuId: 6n, quantity: 4, dealId: 7n });
  void ask({ skuId: 6n, quantity: 1, dealId: 7n, pass: "signed" });
  void ask({ skuId: 6n, quantity: 1, waitId: 8n });
  void ask({ skuId: 6n, quantity: 1 });
  assert.equal(waiting.length, 56);
  assert.ok(busyOf(await ask({ skuId: 6n, quantity: 1, dealId: 7n })));
});

test("a counter that fails leaves nobody standing in the queue", async () => {
  const place = turnAwayCrowds(() => Promise.reject(new Error("away")));
  rememberLeft({ skuId: 10n }, 1);
  const ask = { requestId: "r", buyerId: 1n, lines: [{ skuId: 10n, quantity: 4 }], addressId: 1n, expectedFen: 1n };
  for (let n = 0; n < 3; n++) await assert.rejects(place({ ...ask, note: "" }), /away/);
});
