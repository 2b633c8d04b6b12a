import type { CaseState } from "#contract/states/case";
import type { AnswerOf } from "../../../kit/api.ts";
import { Tag, type TagTone } from "../../../kit/tag.tsx";
import { useWords } from "../../../kit/words.ts";

export type ShopCase = AnswerOf<"listShopCases">["items"][number];

const tones: Partial<Record<CaseState, TagTone>> = {
  MERCHANT_PROCESSING: "warn",
  PLATFORM_REFUNDING: "calm",
  MERCHANT_REFUND_RETRY_FAIL: "calm",
  MERCHANT_OVERDUE_REFUND: "calm",
  PLATFORM_REFUND_FAIL: "bad",
  MERCHANT_REJECT_REFUND: "bad",
  MERCHANT_REFUND_SUCCESS: "good",
  MERCHANT_RETURN_SUCCESS: "good",
};

export function CaseStateTag({ state }: { state: CaseState }) {
  const { caseStates } = useWords("sales");
  return <Tag tone={tones[state] ?? "plain"}>{caseStates[state]}</Tag>;
}

export const mayDecide = ({ state }: ShopCase): boolean => state === "MERCHANT_PROCESSING";
