import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { Sheet } from "../../kit/sheet.tsx";
import { toast } from "../../kit/toast.tsx";
import { loadWords, useWords } from "../../kit/words.ts";
import { DropStep } from "../drop/drop-step.tsx";
import { useMe, useSignIn } from "../sign-in/use-sign-in.ts";
import type { BuyWish } from "./buy-wish.ts";
import { Cashier } from "./cashier.tsx";
import type { Line } from "./checkout-lines.ts";
import { CheckoutStep } from "./checkout-step.tsx";
import { LeaveDialog } from "./leave-dialog.tsx";
import { OptionsStep, type Picked } from "./options-step.tsx";
import { notePlaced } from "./placed-here.ts";
import { StepFrame } from "./step-frame.tsx";
import type { Placed } from "./use-checkout.ts";

type Step =
  | { name: "drop" }
  | { name: "options" }
  | { name: "checkout"; lines: Line[] }
  | { name: "cashier"; placed: Placed };

/** From options to payment over the page one is on. A room plays on behind it to the end. */
export default function BuyFlow({ wish }: { wish: BuyWish }) {
  const words = useWords("buy");
  const drop = useWords("drop");
  const navigate = useNavigate();
  const me = useMe();
  const { requireSignIn } = useSignIn();
  const [step, setStep] = useState<Step>(wish.deal ? { name: "drop" } : { name: "options" });
  const [open, setOpen] = useState(true);
  const [picked, setPicked] = useState<Picked>({ quantity: 1 });
  const [payable, setPayable] = useState(false);
  const [asking, setAsking] = useState(false);
  // While options are being chosen, the words of the next steps arrive; a step asks again for what did not.
  useEffect(() => void loadWords("address").catch(() => undefined), []);
  const stays = wish.from === "room" || wish.from === "replay";

  const signedIn = async () => {
    if (me) return true;
    // Two sheets that trap the focus would fight for it.
    setOpen(false);
    await requireSignIn();
    setOpen(true);
    return false;
  };
  const checkOut = (line: Line) => setStep({ name: "checkout", lines: [line] });
  const buy = async (skuId: string, quantity: number) => {
    await signedIn();
    checkOut({ skuId, quantity, trail: wish.trail });
  };
  const placed = (answer: Placed) => {
    if (stays) return setStep({ name: "cashier", placed: answer });
    setOpen(false);
    notePlaced(answer.checkoutId);
    void navigate({ to: "/pay/$checkoutId", params: { checkoutId: answer.checkoutId } as never });
  };
  const close = () => (step.name === "cashier" && payable ? setAsking(true) : setOpen(false));
  const leave = () => {
    setAsking(false);
    setOpen(false);
    const orderId = step.name === "cashier" ? step.placed.orderIds[0] : undefined;
    const toOrder = () => void navigate({ to: "/orders/$orderId", params: { orderId } as never });
    toast({ text: words.leftUnpaid, actionLabel: words.seeOrder, onAction: toOrder });
  };
  const titles = {
    drop: drop.sheet,
    options: words.chooseOptions,
    checkout: words.confirmOrder,
    cashier: words.cashier,
  };
  const heights = { drop: {}, options: {}, checkout: { height: "86dvh" }, cashier: {} };
  return (
    <Sheet open={open} onClose={close} title={titles[step.name]} {...heights[step.name]}>
      {step.name === "drop" && wish.deal ? (
        <DropStep
          deal={wish.deal}
          trail={wish.trail}
          onBuy={checkOut}
          signedIn={signedIn}
          onOrdinary={() => setStep({ name: "options" })}
          onClose={() => setOpen(false)}
        />
      ) : step.name === "drop" || step.name === "options" ? (
        <OptionsStep
          productId={wish.productId}
          picked={picked}
          onPick={setPicked}
          onBuy={(skuId, quantity) => void buy(skuId, quantity)}
          signedIn={signedIn}
          onLeave={() => setOpen(false)}
        />
      ) : step.name === "checkout" ? (
        <CheckoutStep
          lines={step.lines}
          onPlaced={placed}
          onLineAgain={wish.deal ? () => setStep({ name: "drop" }) : undefined}
          onLeave={() => setOpen(false)}
        />
      ) : (
        <StepFrame>
          <Cashier
            checkoutId={step.placed.checkoutId}
            orderId={step.placed.orderIds[0]}
            newTab
            onRoom={wish.from === "room" ? () => setOpen(false) : undefined}
            onOrder={() => setOpen(false)}
            onShop={() => setOpen(false)}
            onPayable={setPayable}
          />
        </StepFrame>
      )}
      <LeaveDialog
        open={asking}
        payBy={step.name === "cashier" ? step.placed.payBy : undefined}
        onStay={() => setAsking(false)}
        onLeave={leave}
      />
    </Sheet>
  );
}
