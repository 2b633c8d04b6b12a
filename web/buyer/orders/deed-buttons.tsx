import { useState } from "react";
import { Button } from "../../kit/button.tsx";
import { Dialog } from "../../kit/dialog.tsx";
import { toast } from "../../kit/toast.tsx";
import { useCall } from "../../kit/use-api.ts";
import { useWords } from "../../kit/words.ts";
import { ButtonLink } from "../parts/button-link.tsx";
import { useRefusalToast } from "../parts/use-refusal-toast.ts";
import { type Deed, deedsOf, type OrderCard, primaryDeeds } from "./order-deeds.ts";
import styles from "./order.module.css";

type Props = { order: OrderCard & { canExtend?: boolean }; caseOpen?: boolean; size?: "small" | "medium" };
type Asked = "cancel" | "confirm" | "extend";

const stale = ["listMyOrders", "readOrder", "readPayment"] as const;

function useAskedDeeds(orderId: string, done: () => void) {
  const words = useWords("orders");
  const onProblem = useRefusalToast();
  const doing = (deed: Asked) => ({
    refresh: [...stale],
    onDone: () => {
      done();
      toast({ text: words.told[deed], look: "good" as const });
    },
    onProblem: (problem: unknown) => {
      done();
      onProblem(problem);
    },
  });
  const cancel = useCall("cancelOrder", doing("cancel"));
  const confirm = useCall("confirmReceipt", doing("confirm"));
  const extend = useCall("extendReceipt", doing("extend"));
  const calls = { cancel, confirm, extend };
  return {
    run: (deed: Asked) => calls[deed].mutate({ orderId }),
    busy: cancel.isPending || confirm.isPending || extend.isPending,
  };
}

/** The buttons of an order; what cannot be undone is asked about first. */
export function DeedButtons({ order, caseOpen = false, size = "small" }: Props) {
  const words = useWords("orders");
  const [asked, setAsked] = useState<Asked>();
  const [shown, setShown] = useState<Asked>("cancel");
  const { run, busy } = useAskedDeeds(order.id, () => setAsked(undefined));
  const ask = (deed: Asked) => {
    setShown(deed);
    setAsked(deed);
  };
  const deeds = deedsOf({ state: order.state, canExtend: order.canExtend, caseOpen });
  if (deeds.length === 0) return null;
  return (
    <div className={styles.deeds}>
      {deeds.map((deed) => (
        <DeedButton key={deed} deed={deed} order={order} size={size} onAsk={ask} />
      ))}
      <Dialog
        open={asked !== undefined}
        onClose={() => setAsked(undefined)}
        title={words.ask[shown].title}
        cancelLabel={words.ask[shown].stay}
        confirmLabel={words.deeds[shown]}
        danger={shown === "cancel"}
        busy={busy}
        onConfirm={() => run(shown)}
      >
        {words.ask[shown].text}
      </Dialog>
    </div>
  );
}

type ButtonProps = { deed: Deed; order: OrderCard; size: "small" | "medium"; onAsk: (deed: Asked) => void };

function DeedButton({ deed, order, size, onAsk }: ButtonProps) {
  const words = useWords("orders");
  const label = words.deeds[deed];
  const look = primaryDeeds.has(deed) ? "primary" : "outline";
  const frame = { look, size } as const;
  const orderId = { orderId: order.id };
  switch (deed) {
    case "pay":
      return (
        <ButtonLink {...frame} to="/pay/$checkoutId" params={{ checkoutId: order.checkoutId }}>
          {label}
        </ButtonLink>
      );
    case "refund":
      return (
        <ButtonLink {...frame} to="/orders/$orderId/refund" params={orderId}>
          {label}
        </ButtonLink>
      );
    case "track":
      return (
        <ButtonLink {...frame} to="/orders/$orderId" params={orderId} search={{ show: "parcels" }}>
          {label}
        </ButtonLink>
      );
    case "again":
      return (
        <ButtonLink
          {...frame}
          to="/checkout"
          search={{ lines: order.lines.map((line) => `${line.skuId}:${line.quantity}`).join(",") }}
        >
          {label}
        </ButtonLink>
      );
    default:
      return (
        <Button {...frame} onClick={() => onAsk(deed)}>
          {label}
        </Button>
      );
  }
}
