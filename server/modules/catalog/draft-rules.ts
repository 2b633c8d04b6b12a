import type { ProductDraft } from "#contract/api/catalog";

export type Fault = { pointer: string; code: string };
type Sku = ProductDraft["skus"][number];

const namesOf = ({ options }: Sku): string => JSON.stringify(options.map(({ name }) => name.zh));
const valuesOf = ({ options }: Sku): string => JSON.stringify(options.map(({ value }) => value.zh));

/** Buyers choose one value per option: every SKU has the same options, and no two the same choice. */
function optionFault(sku: Sku, first: Sku, seen: Set<string>): string | undefined {
  const names = sku.options.map(({ name }) => name.zh);
  if (new Set(names).size < names.length) return "repeated_option";
  if (namesOf(sku) !== namesOf(first)) return "other_options";
  if (seen.has(valuesOf(sku))) return "repeated_choice";
  seen.add(valuesOf(sku));
  return undefined;
}

/** What the shape alone cannot say about a draft; `ownSkuIds` are the SKUs this product has already. */
export function draftFaults(draft: ProductDraft, ownSkuIds: ReadonlySet<bigint>): Fault[] {
  const faults: Fault[] = [];
  const choices = new Set<string>();
  const ids = new Set<bigint>();
  for (const [n, sku] of draft.skus.entries()) {
    const at = `/draft/skus/${n}`;
    const option = optionFault(sku, draft.skus[0]!, choices);
    if (option) faults.push({ pointer: `${at}/options`, code: option });
    if (sku.marketPriceFen < sku.priceFen) faults.push({ pointer: `${at}/marketPriceFen`, code: "below_price" });
    if (sku.id === undefined) continue;
    if (!ownSkuIds.has(sku.id) || ids.has(sku.id)) faults.push({ pointer: `${at}/id`, code: "not_of_this_product" });
    ids.add(sku.id);
  }
  if (new Set(draft.pictureUploadIds).size < draft.pictureUploadIds.length)
    faults.push({ pointer: "/draft/pictureUploadIds", code: "repeated" });
  return faults.slice(0, 20);
}

/** Every picture a draft names. */
export const picturesOf = (draft: ProductDraft): bigint[] => [
  ...new Set([...draft.pictureUploadIds, ...draft.skus.flatMap(({ pictureUploadId }) => pictureUploadId ?? [])]),
];

/** The same draft with each of its texts replaced. */
export async function mapTexts(draft: ProductDraft, change: (text: string) => Promise<string>): Promise<ProductDraft> {
  const done = new Map<string, Promise<string>>();
  const once = (text: string): Promise<string> => {
    const kept = done.get(text) ?? change(text);
    done.set(text, kept);
    return kept;
  };
  const both = async ({ zh, en }: { zh: string; en: string }) => ({ zh: await once(zh), en: await once(en) });
  const skus: Sku[] = [];
  for (const sku of draft.skus) {
    const options = [];
    for (const { name, value } of sku.options) options.push({ name: await both(name), value: await both(value) });
    skus.push({ ...sku, options });
  }
  const attributes = [];
  for (const { name, value } of draft.attributes) attributes.push({ name: await once(name), value: await once(value) });
  return { ...draft, title: await both(draft.title), description: await both(draft.description), attributes, skus };
}
