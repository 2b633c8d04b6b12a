import { money } from "../../kit/format.ts";
import { isProblem } from "../../kit/problem.ts";
import { useRefusalText } from "../../kit/refusal-text.ts";
import { useWords } from "../../kit/words.ts";

/** Why a deal was refused, with the figure that helps to write another one. */
export function useDealFault(problem: unknown): string {
  const words = useWords("deals");
  const other = useRefusalText(problem);
  if (!isProblem(problem)) return other;
  const { code, details } = problem;
  if (code === "promotions.deal_price_too_high" && details["lowestFen"] !== undefined)
    return words.lowest(money(Number(details["lowestFen"])));
  if (code === "inventory.out_of_stock" && details["left"] !== undefined)
    return words.piecesShort(String(Number(details["left"])));
  if (code === "identity.step_up_required") return words.slip;
  return other;
}
