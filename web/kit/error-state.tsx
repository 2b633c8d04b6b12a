import { Button } from "./button.tsx";
import { Empty } from "./empty.tsx";
import { ApiProblem } from "./problem.ts";
import { useRefusalText } from "./refusal-text.ts";
import { useWords } from "./words.ts";

type Props = { problem: unknown; onRetry?: (() => void) | undefined; dark?: boolean };

/** Offline, not found, not allowed, failed: each says what it is and what helps. */
export function ErrorState({ problem, onRetry, dark = false }: Props) {
  const words = useWords("kit");
  const text = useRefusalText(problem);
  const api = problem instanceof ApiProblem ? problem : undefined;
  const retry = onRetry ? (
    <Button look="tint" icon="refresh" onClick={onRetry}>
      {words.retry}
    </Button>
  ) : null;
  const frame = { dark, action: retry };
  if (api?.kind === "offline") return <Empty {...frame} icon="offline" title={words.offlineProblem} />;
  if (api?.status === 404)
    return <Empty {...frame} icon="search" title={words.notFoundTitle} hint={words.notFoundHint} action={null} />;
  if (api?.status === 403)
    return <Empty {...frame} icon="shield" title={words.forbiddenTitle} hint={words.forbiddenHint} action={null} />;
  return (
    <div role="alert">
      <Empty {...frame} icon="alert" title={words.errorTitle} hint={text} />
    </div>
  );
}
