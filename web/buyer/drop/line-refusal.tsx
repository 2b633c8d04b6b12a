import { isProblem } from "../../kit/problem.ts";
import { useRefusalText } from "../../kit/refusal-text.ts";
import { useWords } from "../../kit/words.ts";
import { Say } from "./line-panels.tsx";

/** Details of a refusal as numbers; what the server did not say is 0. */
const numberOf = (value: unknown): number => Number(value ?? 0) || 0;

export const needsRealName = (problem: unknown): boolean => isProblem(problem, "identity.real_name_required");

/** Why somebody was not let into the line, in words. */
export function LineRefusal({ problem }: { problem: unknown }) {
  const words = useWords("drop");
  const other = useRefusalText(problem);
  if (needsRealName(problem)) return <Say icon="shield" title={words.realName} />;
  if (isProblem(problem, "promotions.limit_per_buyer") && problem.details["limit"] !== undefined) {
    const { limit, bought } = problem.details;
    return <Say icon="info" title={words.limitReached(numberOf(limit), numberOf(bought))} />;
  }
  return <Say icon="alert" title={other} />;
}
