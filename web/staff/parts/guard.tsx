import { useQueryClient } from "@tanstack/react-query";
import { Navigate } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { ErrorState } from "../../kit/error-state.tsx";
import { ApiProblem } from "../../kit/problem.ts";
import { queryKeyOf } from "../../kit/use-api.ts";
import { NoPermission } from "./no-permission.tsx";
import { useMe } from "./use-me.ts";
import { Waiting } from "./waiting.tsx";

type Props = { need?: "person" | "platform"; children: ReactNode };

/** Wherever a call says that nobody is signed in any more, the guard asks anew who is. */
function useSignedOutElsewhere() {
  const client = useQueryClient();
  useEffect(() => {
    const hear = (error: unknown) => {
      if (error instanceof ApiProblem && error.status === 401)
        client.setQueryData(queryKeyOf("whoAmI", {}), { me: null });
    };
    const reads = client.getQueryCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "error") hear(event.action.error);
    });
    const deeds = client.getMutationCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "error") hear(event.action.error);
    });
    return () => {
      reads();
      deeds();
    };
  }, [client]);
}

/** Lets in who is signed in (and, for the console, has a role of the platform); others are told what to do. */
export function Guard({ need = "person", children }: Props) {
  const { me, error, retry } = useMe();
  useSignedOutElsewhere();
  if (me === undefined) return error ? <ErrorState problem={error} onRetry={retry} /> : <Waiting />;
  if (me === null) {
    const from = location.pathname + location.search;
    return <Navigate to={"/sign-in" as string} search={{ from } as never} replace />;
  }
  if (need === "platform" && me.platformRoles.length === 0) return <NoPermission />;
  return children;
}
