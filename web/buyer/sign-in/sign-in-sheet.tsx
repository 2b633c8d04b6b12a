import { useQueryClient } from "@tanstack/react-query";
import { Sheet } from "../../kit/sheet.tsx";
import { toast } from "../../kit/toast.tsx";
import { queryKeyOf } from "../../kit/use-api.ts";
import { useWords } from "../../kit/words.ts";
import { SignInForm } from "./sign-in-form.tsx";
import { answerWish, dismissWish } from "./sign-in-wish.ts";
import type { Me } from "./use-sign-in.ts";

/** Signing in over the page one is on: behind it the room plays on. */
export default function SignInSheet({ open }: { open: boolean }) {
  const words = useWords("sign-in");
  const queries = useQueryClient();
  const done = (me: Me, isNew: boolean) => {
    queries.setQueryData(queryKeyOf("whoAmI", {}), { me });
    answerWish(me);
    toast({ text: isNew ? words.welcomeNew(me.nickname) : words.welcome(me.nickname), look: "good" });
    // What others may see and what I may see differ in nearly everything else that was read.
    void queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== "whoAmI" });
  };
  return (
    <Sheet open={open} onClose={dismissWish} title={words.title}>
      <SignInForm onDone={done} />
    </Sheet>
  );
}
