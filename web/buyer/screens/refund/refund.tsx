import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "../../../kit/button.tsx";
import { Empty } from "../../../kit/empty.tsx";
import { ErrorState } from "../../../kit/error-state.tsx";
import { Skeleton } from "../../../kit/skeleton.tsx";
import { Steps } from "../../../kit/steps.tsx";
import { toast } from "../../../kit/toast.tsx";
import { useCall, useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import { OrderLines } from "../../orders/order-lines.tsx";
import type { OrderPage } from "../../orders/order-deeds.ts";
import { ButtonLink } from "../../parts/button-link.tsx";
import { ScreenFrame } from "../../parts/screen-frame.tsx";
import { SignedIn } from "../../parts/signed-in.tsx";
import { holdsOrder } from "../case/case-facts.ts";
import styles from "./refund.module.css";
import { type Application, ReasonStep } from "./reason-step.tsx";
import { ServiceStep } from "./service-step.tsx";

export default function RefundScreen() {
  const words = useWords("cases");
  const { orderId = "" } = useParams({ strict: false }) as { orderId?: string };
  return <SignedIn title={words.signIn}>{() => <Loaded orderId={orderId} />}</SignedIn>;
}

function Loaded({ orderId }: { orderId: string }) {
  const words = useWords("cases");
  const order = useQueryOf("readOrder", { orderId });
  const cases = useQueryOf("listMyCases", { orderId });
  const problem = order.error ?? cases.error;
  const again = () => void Promise.all([order.refetch(), cases.refetch()]);
  const open = cases.data?.items.find(holdsOrder);
  if (order.data && cases.data && !open && order.data.state === "to_ship") return <Wizard order={order.data} />;
  return (
    <ScreenFrame title={words.applyTitle}>
      {open ? (
        <Empty
          icon="info"
          title={words.openExists}
          action={
            <ButtonLink to="/cases/$caseId" params={{ caseId: open.id }} replace>
              {words.seeCase}
            </ButtonLink>
          }
        />
      ) : order.data && cases.data ? (
        <Empty
          icon="box"
          title={words.notPossible}
          hint={words.notPossibleHint}
          action={
            <ButtonLink to="/orders/$orderId" params={{ orderId }} replace>
              {words.seeOrder}
            </ButtonLink>
          }
        />
      ) : problem ? (
        <ErrorState problem={problem} onRetry={again} />
      ) : (
        <Skeleton height={320} radius={14} />
      )}
    </ScreenFrame>
  );
}

/** Which service, then why; the amount and the way of the money stand there before anything is sent. */
function Wizard({ order }: { order: OrderPage }) {
  const words = useWords("cases");
  const navigate = useNavigate();
  const [step, setStep] = useState(0);
  const [said, setSaid] = useState<Application>({ note: "" });
  const [tried, setTried] = useState(false);
  const open = useCall("openCase", {
    refresh: ["listMyCases", "readOrder", "listMyOrders"],
    onDone: ({ id }) => {
      toast({ text: words.submitted, look: "good" });
      void navigate({ to: "/cases/$caseId", params: { caseId: id } as never, replace: true });
    },
  });
  const submit = () => {
    setTried(true);
    if (said.reason) open.mutate({ orderId: order.id, reason: said.reason, note: said.note.trim() });
  };
  const foot =
    step === 0 ? (
      <Button wide size="large" onClick={() => setStep(1)}>
        {words.next}
      </Button>
    ) : (
      <div className={styles.deeds}>
        <Button look="outline" size="large" onClick={() => setStep(0)}>
          {words.previous}
        </Button>
        <Button wide size="large" busy={open.isPending} onClick={submit}>
          {words.submit}
        </Button>
      </div>
    );
  return (
    <ScreenFrame title={words.applyTitle} foot={foot}>
      <section className={styles.card}>
        <Steps level now={step} steps={words.wizard.map((title) => ({ title }))} />
      </section>
      <section className={styles.card}>
        <OrderLines lines={order.lines} />
      </section>
      {step === 0 ? (
        <ServiceStep />
      ) : (
        <ReasonStep order={order} said={said} tried={tried} problem={open.error} onChange={setSaid} />
      )}
    </ScreenFrame>
  );
}
