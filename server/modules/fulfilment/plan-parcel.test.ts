import assert from "node:assert/strict";
import { test } from "node:test";
import type { LineFacts } from "#modules/orders";
import { planParcel } from "./plan-parcel.ts";
import type { Parcel } from "./queries.ts";

const line = (id: bigint, quantity: number, shipped = 0): LineFacts => ({ id, quantity, shipped }) as LineFacts; // the plan reads nothing else of a line
const parcel = (lineId: bigint, quantity: number, state: Parcel["state"] = "in_transit"): Parcel =>
  ({ state, lines: [{ lineId, quantity }] }) as Parcel;

test("without a wish a parcel takes all that is left", () => {
  const { lines, leaving } = planParcel([line(1n, 3, 1), line(2n, 2)], [parcel(1n, 1)], undefined);
  assert.deepEqual(lines, [
    { lineId: 1n, quantity: 2 },
    { lineId: 2n, quantity: 2 },
  ]);
  assert.deepEqual(leaving, lines);
});

test("more than is left, the same line twice, another order's line and an empty parcel are refused", () => {
  const refused = { code: "fulfilment.over_ship" };
  const lines = [line(1n, 3, 1)];
  const parcels = [parcel(1n, 1)];
  assert.throws(() => planParcel(lines, parcels, [{ lineId: 1n, quantity: 3 }]), refused);
  const twice = [
    { lineId: 1n, quantity: 1 },
    { lineId: 1n, quantity: 1 },
  ];
  assert.throws(() => planParcel(lines, parcels, twice), refused);
  assert.throws(() => planParcel(lines, parcels, [{ lineId: 9n, quantity: 1 }]), refused);
  assert.throws(() => planParcel([line(1n, 1, 1)], [parcel(1n, 1)], undefined), refused);
});

test("pieces whose waybill the carrier refused get another parcel and do not leave the shop twice", () => {
  const { lines, leaving } = planParcel([line(1n, 3, 2)], [parcel(1n, 2, "cancelled")], undefined);
  assert.deepEqual(lines, [{ lineId: 1n, quantity: 3 }]);
  assert.deepEqual(leaving, [{ lineId: 1n, quantity: 1 }]);
});
