import type { AnswerOf } from "../../kit/api.ts";
import type { Choice } from "../../kit/sku-choice.ts";
import type { Sku, SkuGroup } from "../../kit/sku-picker.tsx";

export type ProductPage = AnswerOf<"readProduct">;
type Both = { zh: string; en: string };
type Said = (both: Both) => string;

const optionId = (name: Both, value: Both) => `${name.zh}=${value.zh}`;

/** The option groups of a product in the order of its first SKU, each option once. */
export function skuGroups(skus: ProductPage["skus"], said: Said): SkuGroup[] {
  const groups = new Map<string, SkuGroup>();
  for (const { options } of skus)
    for (const { name, value } of options) {
      const group = groups.get(name.zh) ?? { id: name.zh, name: said(name), options: [] };
      const id = optionId(name, value);
      if (!group.options.some((option) => option.id === id)) group.options.push({ id, name: said(value) });
      groups.set(name.zh, group);
    }
  return [...groups.values()];
}

export const pickable = (skus: ProductPage["skus"]): Sku[] =>
  skus.map((sku) => ({
    id: sku.id,
    optionIds: sku.options.map(({ name, value }) => optionId(name, value)),
    priceFen: sku.priceFen,
    stock: sku.available,
    picture: sku.pictureUrl,
  }));

/** Where there is nothing to choose, it is chosen. */
export const firstChoice = (groups: SkuGroup[]): Choice =>
  Object.fromEntries(
    groups.filter((group) => group.options.length === 1).map((group) => [group.id, group.options[0]?.id]),
  );
