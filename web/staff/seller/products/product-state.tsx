import type { EditState, ProductState } from "#contract/states/product";
import type { AnswerOf } from "../../../kit/api.ts";
import { money } from "../../../kit/format.ts";
import { Tag, type TagTone } from "../../../kit/tag.tsx";
import { useWords } from "../../../kit/words.ts";

export type ShopProduct = AnswerOf<"listShopProducts">["items"][number];
export type ShopSku = ShopProduct["skus"][number];

const statusTones: Partial<Record<ProductState, TagTone>> = {
  on: "good",
  self_off: "plain",
  violation_off: "bad",
  deposit_off: "warn",
  brand_expired: "warn",
  banned: "bad",
};
const editTones: Partial<Record<EditState, TagTone>> = { auditing: "calm", failed: "bad", editing: "warn" };

export function StatusTag({ status }: { status: ProductState }) {
  const { statuses } = useWords("goods");
  return <Tag tone={statusTones[status] ?? "plain"}>{statuses[status]}</Tag>;
}

export function EditTag({ status }: { status: EditState }) {
  const { edits } = useWords("goods");
  return status === "none" ? null : <Tag tone={editTones[status] ?? "calm"}>{edits[status]}</Tag>;
}

/** What is asked online; before there is an online copy, what the draft would ask. */
export function priceRange(product: ShopProduct): string {
  const drafted = product.draft?.skus.map(({ priceFen }) => priceFen) ?? [];
  const from = product.priceMinFen ?? Math.min(...drafted);
  const to = product.priceMaxFen ?? Math.max(...drafted);
  if (!Number.isFinite(from)) return "—";
  return from === to ? money(from) : `${money(from)} – ${money(to)}`;
}

export const stockOf = (product: ShopProduct): number =>
  product.skus.reduce((sum, { available }) => sum + available, 0);

export const titleOf = (product: ShopProduct, language: string): string =>
  (language === "en" && product.draft?.title.en) || product.titleZh;
