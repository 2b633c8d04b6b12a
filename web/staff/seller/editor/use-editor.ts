import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { AnswerOf } from "../../../kit/api.ts";
import type { ApiProblem } from "../../../kit/problem.ts";
import { useWords } from "../../../kit/words.ts";
import { type Fault, faultsOf } from "../../parts/field-faults.ts";
import { useDeed } from "../../parts/use-deed.ts";
import { formFaults } from "./check-form.ts";
import { type DraftForm, draftOf, emptyForm, formOf } from "./sku-matrix.ts";

export type Product = AnswerOf<"readShopProduct">;

const startOf = (product: Product | undefined): DraftForm =>
  product?.draft ? formOf(product.draft, product.pictureUrls) : emptyForm();

/** Refusals that speak of one field, though not by a pointer. */
const fieldOf: Record<string, string> = {
  "catalog.picture_not_found": "/draft/pictureUploadIds",
  "catalog.template_not_found": "/draft/templateId",
  "catalog.below_floor": "/draft/skus",
};

/** A draft under the editor's hands: its form, what is wrong with it, and the way to the server. */
export function useEditor(shopId: string, product: Product | undefined) {
  const words = useWords("goods");
  const navigate = useNavigate();
  const [form, setForm] = useState(() => startOf(product));
  const [version, setVersion] = useState(product?.draftVersion ?? 0);
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const hear = (refused: ApiProblem): boolean => {
    const field = fieldOf[refused.code];
    setFaults([...faultsOf(refused), ...(field ? [{ pointer: field, code: refused.code }] : [])]);
    setProblem(refused);
    return true;
  };
  const refresh = ["readShopProduct", "listShopProducts"] as const;
  const create = useDeed("createProduct", { refresh: ["listShopProducts"], onProblem: hear });
  const edit = useDeed("editProduct", { refresh: [...refresh], onProblem: hear });
  const submit = useDeed("submitProduct", { done: words.submitted, refresh: [...refresh], onProblem: hear });
  /** A function sees the form as it is then: two pictures may arrive at once. */
  const change = (next: Partial<DraftForm> | ((before: DraftForm) => Partial<DraftForm>)) => {
    setForm((before) => ({ ...before, ...(typeof next === "function" ? next(before) : next) }));
    setProblem(null);
  };
  const write = async (): Promise<Product> => {
    const draft = draftOf(form);
    if (!product) return create.mutateAsync({ shopId, draft });
    return edit.mutateAsync({ shopId, productId: product.id, draftVersion: version, draft });
  };
  const open = (id: string) =>
    navigate({ to: "/seller/products/$productId", params: { productId: id }, replace: true });
  const save = async (then: "stay" | "submit"): Promise<Product | undefined> => {
    const missing = formFaults(form);
    setFaults(missing);
    setProblem(null);
    if (missing.length > 0) return undefined;
    const kept = await write();
    setVersion(kept.draftVersion);
    if (then === "submit") {
      await submit
        .mutateAsync({ shopId, productId: kept.id, draftVersion: kept.draftVersion })
        .catch(async (refused) => {
          // The draft is kept even when it may not be submitted now.
          if (!product) await open(kept.id);
          throw refused;
        });
      await navigate({ to: "/seller/products" });
    } else if (!product) await open(kept.id);
    return kept;
  };
  /** Takes what a colleague has written meanwhile; one's own changes are given up. */
  const takeLatest = (latest: Product) => {
    setForm(startOf(latest));
    setVersion(latest.draftVersion);
    setFaults([]);
    setProblem(null);
  };
  const busy = create.isPending || edit.isPending || submit.isPending;
  return { form, change, faults, problem, save, takeLatest, busy };
}
export type Editor = ReturnType<typeof useEditor>;
