import type { AnswerOf, EndpointName, InputOf } from "../../kit/api.ts";
import type { ApiProblem } from "../../kit/problem.ts";
import { refusalText } from "../../kit/refusal-text.ts";
import { toast } from "../../kit/toast.tsx";
import { useCall } from "../../kit/use-api.ts";
import { useWords } from "../../kit/words.ts";

type Doing<K extends EndpointName> = {
  /** Said when it is done. */
  done?: string;
  refresh?: EndpointName[];
  onDone?: (answer: AnswerOf<K>, input: InputOf<K>) => void;
  /** Answer true when the page shows the refusal itself; else it is said in a toast. */
  onProblem?: (problem: ApiProblem) => boolean;
};

/** Says why something was refused. */
export function useSayProblem(): (problem: unknown) => void {
  const words = useWords("kit");
  return (problem) => void refusalText(problem, words).then((text) => toast({ text, look: "bad" }));
}

/** A deed of the workbench: its outcome is said, and the lists it changes are read anew. */
export function useDeed<K extends EndpointName>(name: K, { done, refresh, onDone, onProblem }: Doing<K> = {}) {
  const sayProblem = useSayProblem();
  return useCall(name, {
    ...(refresh ? { refresh } : {}),
    onDone: (answer, input) => {
      if (done) toast({ text: done, look: "good" });
      onDone?.(answer, input);
    },
    onProblem: (problem) => {
      if (!onProblem?.(problem)) sayProblem(problem);
    },
  });
}
