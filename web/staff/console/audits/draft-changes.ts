import type { AnswerOf } from "../../../kit/api.ts";

type Audited = AnswerOf<"listAudits">["items"][number];
type Online = AnswerOf<"readProduct">;
export type Change = {
  field: "titleZh" | "titleEn" | "descriptionZh" | "descriptionEn" | "pictures" | "attributes" | "promise";
  from: string;
  to: string;
};
export type SkuChange = { key: string; name: string; fromFen: number | null; toFen: number | null };

export const draftTitle = ({ draft, titleZh }: Audited, language: string): string =>
  (language === "en" && draft?.title.en) || draft?.title.zh || titleZh;

const attributesText = (all: readonly { name: string; value: string }[]): string =>
  all.map(({ name, value }) => `${name}: ${value}`).join("; ");

/** What the draft says otherwise than the online copy. */
export function changesOf(product: Audited, online: Online): Change[] {
  const { draft } = product;
  if (!draft) return [];
  const pairs: Change[] = [
    { field: "titleZh", from: online.titleZh, to: draft.title.zh },
    { field: "titleEn", from: online.titleEn, to: draft.title.en ?? "" },
    { field: "descriptionZh", from: online.descriptionZh, to: draft.description.zh },
    { field: "descriptionEn", from: online.descriptionEn, to: draft.description.en ?? "" },
    { field: "attributes", from: attributesText(online.attributes), to: attributesText(draft.attributes ?? []) },
    { field: "promise", from: String(online.promiseHours), to: String(draft.promiseHours ?? 48) },
    { field: "pictures", from: online.pictureUrls.join("\n"), to: product.pictureUrls.join("\n") },
  ];
  return pairs.filter(({ from, to }) => from !== to);
}

type Options = readonly { value: { zh: string } }[];
const nameOf = (options: Options): string => options.map(({ value }) => value.zh).join(" · ");

/** Every SKU of either copy: a new one has no price before, a removed one none after. */
export function skuChanges({ draft, skus }: Pick<Audited, "draft" | "skus">): SkuChange[] {
  const drafted = draft?.skus ?? [];
  const kept = new Set(drafted.flatMap(({ id }) => id ?? []));
  const now = drafted.map((sku, n) => ({
    key: sku.id ?? `new${n}`,
    name: nameOf(sku.options),
    fromFen: skus.find(({ id }) => id === sku.id)?.priceFen ?? null,
    toFen: sku.priceFen,
  }));
  const gone = skus.filter(({ id }) => !kept.has(id));
  return [
    ...now,
    ...gone.map((sku) => ({ key: sku.id, name: nameOf(sku.options), fromFen: sku.priceFen, toFen: null })),
  ];
}
