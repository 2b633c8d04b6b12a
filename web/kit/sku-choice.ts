import type { Sku, SkuGroup } from "./sku-picker.tsx";

/** group id → option id */
export type Choice = Record<string, string | undefined>;

const matches = (sku: Sku, choice: Choice, except?: string) =>
  Object.entries(choice).every(
    ([group, option]) => option === undefined || group === except || sku.optionIds.includes(option),
  );

/** The SKU that the choice names, once every group is chosen. */
export function chosenSku(groups: SkuGroup[], skus: Sku[], choice: Choice): Sku | undefined {
  if (missingGroup(groups, choice)) return undefined;
  return skus.find((sku) => matches(sku, choice));
}

export const missingGroup = (groups: SkuGroup[], choice: Choice): SkuGroup | undefined =>
  groups.find((group) => choice[group.id] === undefined);

type Reach = { skus: Sku[]; choice: Choice; groups: SkuGroup[] };

/** Whether an option still leads to something in stock, given what the other groups hold. */
export const reachable = (skus: Sku[], choice: Choice, groups: SkuGroup[], group: string, option: string): boolean =>
  leadsOn({ skus: skus.filter((sku) => sku.stock > 0), choice, groups }, group, option);

/** Whether there is such a thing at all, sold out or not. */
export function leadsOn({ skus, choice, groups }: Reach, group: string, option: string): boolean {
  const others = Object.fromEntries(groups.filter((one) => one.id !== group).map((one) => [one.id, choice[one.id]]));
  return skus.some((sku) => sku.optionIds.includes(option) && matches(sku, others));
}
