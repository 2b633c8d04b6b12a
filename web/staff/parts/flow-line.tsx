import type { AnswerOf } from "../../kit/api.ts";
import { Tag, type TagTone } from "../../kit/tag.tsx";
import { useWords } from "../../kit/words.ts";

export type Flow = AnswerOf<"readMyStatement">["items"][number];

const tones: Record<Flow["kind"], TagTone> = {
  income: "good",
  commission: "good",
  fee: "plain",
  refund: "bad",
  reserve: "warn",
  reserve_back: "calm",
  deposit: "calm",
};

export function FlowKind({ kind }: { kind: Flow["kind"] }) {
  const words = useWords("flows");
  return <Tag tone={tones[kind]}>{words.kinds[kind]}</Tag>;
}

/** The rule that made a line's sum, put into one sentence: for shops, creators and the platform alike. */
export function useFlowReason(): (flow: Pick<Flow, "kind" | "reason">) => string {
  const words = useWords("flows");
  return ({ kind, reason }) => {
    const parts = [words.sentences[kind]?.(reason) ?? words.kinds[kind]];
    if (typeof reason.tier === "string") parts.push(words.tier(reason.tier));
    // A reserve names its own days.
    if (typeof reason.days === "number" && kind !== "reserve") parts.push(words.days(reason.days));
    return parts.join(" · ");
  };
}
