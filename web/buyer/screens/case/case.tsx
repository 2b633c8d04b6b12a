import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "../../../kit/button.tsx";
import { Dialog } from "../../../kit/dialog.tsx";
import { ErrorState } from "../../../kit/error-state.tsx";
import { Skeleton } from "../../../kit/skeleton.tsx";
import { toast } from "../../../kit/toast.tsx";
import { useCall, useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import { ButtonLink } from "../../parts/button-link.tsx";
import { ScreenFrame } from "../../parts/screen-frame.tsx";
import { SignedIn } from "../../parts/signed-in.tsx";
import { useRefusalToast } from "../../parts/use-refusal-toast.ts";
import styles from "./case.module.css";
import { type Case, canWithdraw, isOpenCase } from "./case-facts.ts";
import { CaseHead, CaseMoney, CaseProgress } from "./case-parts.tsx";

export default function CaseScreen() {
  const words = useWords("cases");
  const { caseId = "" } = useParams({ strict: false }) as { caseId?: string };
  return <SignedIn title={words.signIn}>{() => <Loaded caseId={caseId} />}</SignedIn>;
}

function Loaded({ caseId }: { caseId: string }) {
  const words = useWords("cases");
  const read = useQueryOf("readCase", { caseId }, { refetchInterval: 5_000 });
  if (read.data) return <Found found={read.data} again={() => void read.refetch()} />;
  return (
    <ScreenFrame title={words.caseTitle}>
      {read.error ? (
        <ErrorState problem={read.error} onRetry={() => void read.refetch()} />
      ) : (
        <>
          <Skeleton height={128} radius={14} />
          <Skeleton height={168} radius={14} />
          <Skeleton height={200} radius={14} />
        </>
      )}
    </ScreenFrame>
  );
}

function Found({ found, again }: { found: Case; again: () => void }) {
  const words = useWords("cases");
  return (
    <ScreenFrame
      title={words.caseTitle}
      foot={
        <div className={styles.deeds}>
          <ButtonLink to="/orders/$orderId" params={{ orderId: found.orderId }} look="outline">
            {words.seeOrder}
          </ButtonLink>
          {isOpenCase(found) && canWithdraw(found) ? <Withdraw caseId={found.id} /> : null}
        </div>
      }
    >
      <CaseHead found={found} onEnd={again} />
      <CaseMoney found={found} />
      <CaseProgress found={found} />
    </ScreenFrame>
  );
}

function Withdraw({ caseId }: { caseId: string }) {
  const words = useWords("cases");
  const [asking, setAsking] = useState(false);
  const onProblem = useRefusalToast();
  const cancel = useCall("cancelCase", {
    refresh: ["readCase", "listMyCases", "readOrder", "listMyOrders"],
    onDone: () => {
      setAsking(false);
      toast({ text: words.withdrawn });
    },
    onProblem: (problem) => {
      setAsking(false);
      onProblem(problem);
    },
  });
  return (
    <>
      <Button look="outline" onClick={() => setAsking(true)}>
        {words.withdraw}
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={words.withdrawTitle}
        cancelLabel={words.withdrawStay}
        confirmLabel={words.withdraw}
        busy={cancel.isPending}
        onConfirm={() => cancel.mutate({ caseId })}
      >
        {words.withdrawText}
      </Dialog>
    </>
  );
}
