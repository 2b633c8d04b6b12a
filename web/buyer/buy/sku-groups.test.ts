import assert from "node:assert/strict";
import { test } from "node:test";
import { chosenSku } from "../../kit/sku-choice.ts";
import { firstChoice, pickable, type ProductPage, skuGroups } from "./sku-groups.ts";

const said = ({ zh }: { zh: string; en: string }) => zh;
const both = (zh: string) => ({ zh, en: "" });
const sku = (id: string, options: [string, string][], available = 5): ProductPage["skus"][number] => ({
  id,
  options: options.map(([name, value]) => ({ name: both(name), value: both(value) })),
  priceFen: 8900,
  marketPriceFen: 12900,
  available,
  perBuyerLimit: null,
  pictureUrl: null,
});

test("two groups that share a word keep their options apart", () => {
  const skus = [
    sku("1", [
      ["内里", "白"],
      ["外面", "白"],
    ]),
    sku("2", [
      ["内里", "白"],
      ["外面", "黑"],
    ]),
  ];
  const groups = skuGroups(skus, said);
  assert.deepEqual(
    groups.map((group) => group.options.length),
    [1, 2],
  );
  const choice = { ...firstChoice(groups), 外面: groups[1]?.options[1]?.id };
  assert.equal(chosenSku(groups, pickable(skus), choice)?.id, "2");
});

test("a product without options is chosen from the start", () => {
  const skus = [sku("1", [])];
  const groups = skuGroups(skus, said);
  assert.equal(chosenSku(groups, pickable(skus), firstChoice(groups))?.id, "1");
});
