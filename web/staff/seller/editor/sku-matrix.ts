import type { InputOf } from "../../../kit/api.ts";
import type { Uploaded } from "../../../kit/uploader.tsx";

export type DraftWire = InputOf<"createProduct">["draft"];
export type Said = { zh: string; en: string };
export type Choice = Said & { key: string };
export type Group = { key: string; name: Said; values: Choice[] };
export type Cells = {
  id?: string;
  pictureUploadId?: string | null;
  priceFen: number | null;
  marketPriceFen: number | null;
  code: string;
  weightGrams: number | null;
  perBuyerLimit: number | null;
};
export type Combo = { key: string; choices: { group: Group; value: Choice }[] };
export type DraftForm = {
  title: Said;
  categoryId: string | null;
  pictures: Uploaded[];
  description: Said;
  attributes: { key: string; name: string; value: string }[];
  templateId: string | null;
  promiseHours: 24 | 48 | 72;
  groups: Group[];
  cells: Record<string, Cells>;
};

let drawn = 0;
/** Values are told apart by a key of their own: renaming one keeps the prices of its row. */
export const newKey = (): string => `k${++drawn}`;

export const emptyCells: Cells = {
  priceFen: null,
  marketPriceFen: null,
  code: "",
  weightGrams: null,
  perBuyerLimit: null,
};

export const emptyForm = (): DraftForm => ({
  title: { zh: "", en: "" },
  categoryId: null,
  pictures: [],
  description: { zh: "", en: "" },
  attributes: [],
  templateId: null,
  promiseHours: 48,
  groups: [],
  cells: {},
});

/** Every choice a buyer can make: the product of all groups that have values. Without groups there is one. */
export function combosOf(groups: readonly Group[]): Combo[] {
  const used = groups.filter(({ values }) => values.length > 0);
  const start: Combo[] = [{ key: "", choices: [] }];
  return used.reduce(
    (combos, group) =>
      combos.flatMap(({ key, choices }) =>
        group.values.map((value) => ({
          key: key === "" ? value.key : `${key}/${value.key}`,
          choices: [...choices, { group, value }],
        })),
      ),
    start,
  );
}

export const cellsAt = (form: DraftForm, combo: Combo): Cells => form.cells[combo.key] ?? emptyCells;

/** What travels; the order of the SKUs is that of the rows, so that a fault's index leads to its row. */
export function draftOf(form: DraftForm): DraftWire {
  const skus = combosOf(form.groups).map((combo) => {
    const { id, pictureUploadId, priceFen, marketPriceFen, code, weightGrams, perBuyerLimit } = cellsAt(form, combo);
    return {
      ...(id === undefined ? {} : { id }),
      options: combo.choices.map(({ group, value }) => ({ name: trimmed(group.name), value: trimmed(value) })),
      code: code.trim(),
      priceFen: priceFen ?? 0,
      marketPriceFen: marketPriceFen ?? priceFen ?? 0,
      weightGrams: weightGrams ?? 0,
      perBuyerLimit,
      pictureUploadId: pictureUploadId ?? null,
    };
  });
  return {
    title: trimmed(form.title),
    categoryId: form.categoryId ?? "",
    pictureUploadIds: form.pictures.map(({ id }) => id),
    description: trimmed(form.description),
    attributes: form.attributes
      .map(({ name, value }) => ({ name: name.trim(), value: value.trim() }))
      .filter(({ name, value }) => name !== "" || value !== ""),
    templateId: form.templateId ?? "",
    promiseHours: form.promiseHours,
    skus,
  };
}

const trimmed = ({ zh, en }: Said): Said => ({ zh: zh.trim(), en: en.trim() });

/** The form of a draft that is there already. `pictureUrls` stand in the order of the draft's picture ids. */
export function formOf(draft: DraftWire, pictureUrls: readonly string[]): DraftForm {
  const groups = groupsOf(draft.skus);
  const cells = Object.fromEntries(draft.skus.map((sku) => [keyOf(groups, sku), cellsOf(sku)]));
  const said = (text: { zh: string; en?: string | undefined }): Said => ({ zh: text.zh, en: text.en ?? "" });
  return {
    title: said(draft.title),
    categoryId: draft.categoryId,
    pictures: draft.pictureUploadIds.map((id, n) => ({ id, url: pictureUrls[n] ?? "" })),
    description: said(draft.description),
    attributes: (draft.attributes ?? []).map((attribute) => ({ key: newKey(), ...attribute })),
    templateId: draft.templateId,
    promiseHours: draft.promiseHours ?? 48,
    groups,
    cells,
  };
}

type SkuWire = DraftWire["skus"][number];

function groupsOf(skus: readonly SkuWire[]): Group[] {
  const groups: Group[] = [];
  for (const { options } of skus) {
    for (const { name, value } of options) {
      let group = groups.find((one) => one.name.zh === name.zh);
      if (!group) groups.push((group = { key: newKey(), name: { zh: name.zh, en: name.en ?? "" }, values: [] }));
      if (!group.values.some((one) => one.zh === value.zh))
        group.values.push({ key: newKey(), zh: value.zh, en: value.en ?? "" });
    }
  }
  return groups;
}

const keyOf = (groups: readonly Group[], { options }: SkuWire): string =>
  groups
    .flatMap((group) => {
      const option = options.find(({ name }) => name.zh === group.name.zh);
      return group.values.find(({ zh }) => zh === option?.value.zh)?.key ?? [];
    })
    .join("/");

const cellsOf = (sku: SkuWire): Cells => ({
  ...(sku.id === undefined ? {} : { id: sku.id }),
  pictureUploadId: sku.pictureUploadId ?? null,
  priceFen: sku.priceFen,
  marketPriceFen: sku.marketPriceFen,
  code: sku.code ?? "",
  weightGrams: sku.weightGrams ?? 0,
  perBuyerLimit: sku.perBuyerLimit ?? null,
});
