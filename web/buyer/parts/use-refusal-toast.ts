import { useCallback } from "react";
import { refusalText } from "../../kit/refusal-text.ts";
import { toast } from "../../kit/toast.tsx";
import { useWords } from "../../kit/words.ts";

/** Says in a passing word why something small was refused. */
export function useRefusalToast(): (problem: unknown) => void {
  const words = useWords("kit");
  return useCallback(
    (problem) => void refusalText(problem, words).then((text) => toast({ text, look: "bad" })),
    [words],
  );
}
