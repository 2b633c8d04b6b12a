import assert from "node:assert/strict";
import { test } from "node:test";
import { type DraftWire, combosOf, draftOf, emptyForm, formOf, newKey } from "./sku-matrix.ts";

const option = (name: string, value: string) => ({ name: { zh: name, en: "" }, value: { zh: value, en: "" } });
const sku = (color: string, size: string, priceFen: number, id: string) => ({
  id,
  options: [option("颜色", color), option("尺码", size)],
  code: `${color}${size}`,
  priceFen,
  marketPriceFen: priceFen * 2,
  weightGrams: 300,
  perBuyerLimit: 2,
  pictureUploadId: null,
});
const draft: DraftWire = {
  title: { zh: "手作马克杯", en: "Mug" },
  categoryId: "1",
  pictureUploadIds: ["7", "8"],
  description: { zh: "好", en: "" },
  attributes: [{ name: "材质", value: "陶" }],
  templateId: "3",
  promiseHours: 48,
  skus: [
    sku("红", "大", 5900, "11"),
    sku("红", "小", 4900, "12"),
    sku("蓝", "大", 6900, "13"),
    sku("蓝", "小", 5900, "14"),
  ],
};

test("a draft that is only opened and saved comes back as it was", () => {
  assert.deepEqual(draftOf(formOf(draft, ["/a", "/b"])), draft);
});

test("renaming a value keeps the row's id and price", () => {
  const form = formOf(draft, []);
  const [color] = form.groups;
  color!.values[0]!.zh = "朱红";
  const [first] = draftOf(form).skus;
  assert.deepEqual([first?.options[0]?.value.zh, first?.id, first?.priceFen], ["朱红", "11", 5900]);
});

test("a new value adds its rows, empty, and a group without values adds none", () => {
  const form = formOf(draft, []);
  form.groups[1]!.values.push({ key: newKey(), zh: "中", en: "" });
  form.groups.push({ key: newKey(), name: { zh: "款式", en: "" }, values: [] });
  assert.equal(combosOf(form.groups).length, 6);
  assert.equal(draftOf(form).skus.filter(({ priceFen }) => priceFen === 0).length, 2);
});

test("without options there is one choice, and a market price left out is the price", () => {
  const form = {
    ...emptyForm(),
    cells: { "": { priceFen: 990, marketPriceFen: null, code: "", weightGrams: null, perBuyerLimit: null } },
  };
  const { skus } = draftOf(form);
  assert.equal(skus.length, 1);
  assert.deepEqual([skus[0]?.priceFen, skus[0]?.marketPriceFen, skus[0]?.options], [990, 990, []]);
});
