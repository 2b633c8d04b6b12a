import type { DemoSku, Fact, OptionGroup, Words } from "./types.ts";

export const both = (zh: string, en: string): Words => ({ zh, en });

/** An option group from "name" and "value|value" in both languages. */
export function choose(name: Words, zh: string, en: string): OptionGroup {
  const english = en.split("|");
  return { name, values: zh.split("|").map((value, i) => ({ zh: value, en: english[i] ?? "" })) };
}

export const fact = (nameZh: string, nameEn: string, zh: string, en: string): Fact => ({
  name: both(nameZh, nameEn),
  value: both(zh, en),
});

export type SkuRow = [priceFen: bigint, marketFen: bigint, weightGrams: number, ...stocks: number[]];

/** One row per value of the first group; its stocks run along the second group, or stand alone without one. */
export function skuRows(...rows: SkuRow[]): DemoSku[] {
  return rows.flatMap(([priceFen, marketFen, weightGrams, ...stocks], first) =>
    stocks.map((stock, second) => ({
      choice: stocks.length === 1 ? [first] : [first, second],
      priceFen,
      marketFen,
      stock,
      weightGrams,
    })),
  );
}

export const colour = both("颜色", "Colour");
export const size = both("尺码", "Size");
export const spec = both("规格", "Pack");
export const wrap = both("包装", "Wrapping");
export const flavour = both("口味", "Flavour");
