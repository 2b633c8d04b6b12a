import assert from "node:assert/strict";
import { test } from "node:test";
import { chosenSku, missingGroup, reachable } from "./sku-choice.ts";
import type { Sku, SkuGroup } from "./sku-picker.tsx";

const groups: SkuGroup[] = [
  {
    id: "colour",
    name: "Colour",
    options: [
      { id: "red", name: "Red" },
      { id: "blue", name: "Blue" },
    ],
  },
  {
    id: "size",
    name: "Size",
    options: [
      { id: "s", name: "S" },
      { id: "l", name: "L" },
    ],
  },
];
const sku = (id: string, optionIds: string[], stock: number): Sku => ({ id, optionIds, stock, priceFen: 100 });
const skus = [sku("1", ["red", "s"], 2), sku("2", ["red", "l"], 0), sku("3", ["blue", "l"], 5)];

test("a SKU is named once every group is chosen", () => {
  assert.equal(chosenSku(groups, skus, { colour: "red" }), undefined);
  assert.equal(missingGroup(groups, { colour: "red" })?.id, "size");
  assert.equal(chosenSku(groups, skus, { colour: "blue", size: "l" })?.id, "3");
  assert.equal(chosenSku(groups, skus, { colour: "blue", size: "s" }), undefined);
});

test("an option is open while it still leads to something in stock", () => {
  assert.equal(reachable(skus, {}, groups, "size", "l"), true);
  assert.equal(reachable(skus, { colour: "red" }, groups, "size", "l"), false, "red L is sold out");
  assert.equal(reachable(skus, { colour: "red", size: "s" }, groups, "colour", "blue"), false, "blue S does not exist");
  assert.equal(reachable(skus, { colour: "red", size: "s" }, groups, "size", "s"), true);
});
