import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { queryKeyOf } from "../../kit/use-api.ts";
import { useDeed } from "./use-deed.ts";

/** Nothing that the last person saw stays in this window. */
export function useSignOut(): () => void {
  const client = useQueryClient();
  const navigate = useNavigate();
  const out = useDeed("signOut", {
    onDone: () => {
      client.clear();
      client.setQueryData(queryKeyOf("whoAmI", {}), { me: null });
      void navigate({ to: "/sign-in" as string });
    },
  });
  return () => out.mutate({});
}
