import type { ReactNode } from "react";
import { Button } from "../../kit/button.tsx";
import { Empty } from "../../kit/empty.tsx";
import { ErrorState } from "../../kit/error-state.tsx";
import { SkeletonRows } from "../../kit/skeleton.tsx";
import { useQueryOf } from "../../kit/use-api.ts";
import { useWords } from "../../kit/words.ts";
import { type Me, useSignIn } from "../sign-in/use-sign-in.ts";

type Props = { title: string; hint?: string; children: (me: Me) => ReactNode; waiting?: ReactNode };

/** What belongs to a person is drawn for that person; a visitor is asked in, and stays on the same page. */
export function SignedIn({ title, hint, children, waiting }: Props) {
  const words = useWords("buy");
  const who = useQueryOf("whoAmI", {}, { staleTime: 60_000 });
  const { requireSignIn } = useSignIn();
  if (who.data?.me) return children(who.data.me);
  if (who.error && !who.data) return <ErrorState problem={who.error} onRetry={() => void who.refetch()} />;
  if (!who.data) return waiting ?? <SkeletonRows rows={4} />;
  return (
    <Empty
      icon="person"
      title={title}
      hint={hint}
      action={<Button onClick={() => void requireSignIn()}>{words.signIn}</Button>}
    />
  );
}
