import assert from "node:assert/strict";
import { test } from "node:test";
import { skuChanges } from "./draft-changes.ts";

const option = (zh: string) => [{ name: { zh: "颜色", en: "" }, value: { zh, en: "" } }];
const drafted = (zh: string, priceFen: number, id?: string) => ({
  ...(id === undefined ? {} : { id }),
  options: option(zh),
  priceFen,
  marketPriceFen: priceFen,
});
const online = (zh: string, priceFen: number, id: string) => ({
  id,
  options: option(zh),
  priceFen,
  marketPriceFen: priceFen,
  available: 1,
  perBuyerLimit: null,
  pictureUrl: null,
  code: "",
  onHand: 1,
  reserved: 0,
});

test("an auditor sees which SKU is new, which is gone, and which asks another price", () => {
  const draft = {
    title: { zh: "杯" },
    categoryId: "1",
    pictureUploadIds: ["1"],
    description: { zh: "" },
    templateId: "1",
    skus: [drafted("红", 1200, "1"), drafted("蓝", 900)],
  };
  const found = skuChanges({ draft, skus: [online("红", 1000, "1"), online("绿", 800, "2")] });
  assert.deepEqual(
    found.map(({ name, fromFen, toFen }) => [name, fromFen, toFen]),
    [
      ["红", 1000, 1200],
      ["蓝", null, 900],
      ["绿", 800, null],
    ],
  );
});
