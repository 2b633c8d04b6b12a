import type { ErrorComponentProps } from "@tanstack/react-router";
import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { ErrorState } from "./error-state.tsx";

/** The boundary of every route: one broken screen leaves the shell standing. */
export function ScreenError({ error, reset }: ErrorComponentProps) {
  const queries = useQueryErrorResetBoundary();
  const retry = () => {
    queries.reset();
    // A chunk of an older deployment is gone from the server: only a fresh page can find the new one.
    if (/dynamically imported module|Importing a module/i.test(String(error))) location.reload();
    else reset();
  };
  return <ErrorState problem={error} onRetry={retry} />;
}
