import type { Fault } from "../../parts/field-faults.ts";
import { type DraftForm, draftOf } from "./sku-matrix.ts";

/** What can be seen to be missing before anybody is asked, by the same pointers that the server uses. */
export function formFaults(form: DraftForm): Fault[] {
  const draft = draftOf(form);
  const faults: Fault[] = [];
  const need = (pointer: string, given: boolean, code = "missing") => {
    if (!given) faults.push({ pointer, code });
  };
  need("/draft/title/zh", draft.title.zh !== "");
  need("/draft/categoryId", draft.categoryId !== "");
  need("/draft/pictureUploadIds", draft.pictureUploadIds.length > 0);
  need("/draft/description/zh", draft.description.zh !== "");
  need("/draft/templateId", draft.templateId !== "");
  for (const [n, { name, value }] of draft.attributes?.entries() ?? []) {
    need(`/draft/attributes/${n}`, name !== "" && value !== "");
  }
  for (const [n, group] of form.groups.entries()) {
    const named = group.name.zh.trim() !== "" && group.values.length > 0;
    need(`/groups/${n}`, named && group.values.every(({ zh }) => zh.trim() !== ""), "empty_option");
  }
  for (const [n, sku] of draft.skus.entries()) {
    need(`/draft/skus/${n}/priceFen`, sku.priceFen > 0);
    need(`/draft/skus/${n}/marketPriceFen`, sku.marketPriceFen >= sku.priceFen, "below_price");
  }
  return faults;
}
