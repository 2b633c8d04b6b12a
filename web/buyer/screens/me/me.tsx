import { useState } from "react";
import { Button } from "../../../kit/button.tsx";
import { Dialog } from "../../../kit/dialog.tsx";
import { LanguageSwitch } from "../../../kit/language-switch.tsx";
import { toast } from "../../../kit/toast.tsx";
import { queryKeyOf, useCall } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import { useQueryClient } from "@tanstack/react-query";
import { type Me, useMe } from "../../sign-in/use-sign-in.ts";
import { MeHead } from "./me-head.tsx";
import styles from "./me.module.css";
import { OrderDoors } from "./order-doors.tsx";
import { Doors } from "./doors.tsx";

/** One person's corner: who they are, what they bought, what they hold, and the ways to sell. */
export default function MeScreen() {
  const words = useWords("me");
  const me = useMe();
  return (
    <div className={styles.screen}>
      <header className={styles.top}>
        <h1 className="read-only-aloud">{words.title}</h1>
        <LanguageSwitch />
      </header>
      <MeHead me={me} />
      <OrderDoors signedIn={me !== null && me !== undefined} />
      <Doors me={me ?? undefined} />
      {me ? <SignOut me={me} /> : null}
    </div>
  );
}

function SignOut({ me }: { me: Me }) {
  const words = useWords("me");
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const leave = useCall("signOut", {
    onDone: () => {
      setAsking(false);
      // Nothing that was read for this person may stay for the next one on the same phone.
      queries.setQueryData(queryKeyOf("whoAmI", {}), { me: null });
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "whoAmI" });
      toast({ text: words.signedOut });
    },
  });
  return (
    <>
      <Button look="outline" wide onClick={() => setAsking(true)}>
        {words.signOut}
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={words.signOutTitle}
        cancelLabel={words.stay}
        confirmLabel={words.signOut}
        danger
        busy={leave.isPending}
        onConfirm={() => leave.mutate({})}
      >
        {`${me.nickname} · ${me.phoneMasked}`}
        <br />
        {words.signOutText}
      </Dialog>
    </>
  );
}
