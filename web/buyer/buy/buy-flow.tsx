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

const tall = { height: "86dvh" };

/** Whether somebody was signed in already; else the sheet makes room for that and comes back when they are. */
function useSignedIn(setOpen: (open: boolean) => void): () => Promise<boolean> {
  const me = useMe();
  const { requireSignIn } = useSignIn();
  return async () => {
    if (me) return true;
    // Two sheets that trap the focus would fight for it.
    setOpen(false);
    await requireSignIn();
    setOpen(true);
    return false;
  };
}

/** From options to payment over the page one is on. A room plays on behind it to the end. */
export default function BuyFlow({ wish }: { wish: BuyWish }) {
  const words = useWords("buy");
  const drop = useWords("drop");
  const navigate = useNavigate();
  const [step, setStep] = useState<Step>(wish.deal ? { name: "drop" } : { name: "options" });
  const [open, setOpen] = useState(true);
  const signedIn = useSignedIn(setOpen);
  const [picked, setPicked] = useState<Picked>({ quantity: 1 });
  const [payable, setPayable] = useState(false);
  const [asking, setAsking] = useState(false);
  // While options are being chosen, the words of the next steps arrive; a step asks again for what did not.
  useEffect(() => void loadWords("address").catch(() => undefined), []);
  const stays = wish.from === "room" || wish.from === "replay";

  const checkOut = (line: Line) => setStep({ name: "checkout", lines: [line] });
  const placed = (answer: Placed) => {
    if (stays) return setStep({ name: "cashier", placed: answer });
    setOpen(false);
    notePlaced(answer.checkoutId);
    void navigate({ to: "/pay/$checkoutId", params: { checkoutId: answer.checkoutId } as never });
  };
  const placedNow = step.name === "cashier" ? step.placed : undefined;
  const close = () => (placedNow && payable ? setAsking(true) : setOpen(false));
  const leave = () => {
    setAsking(false);
    setOpen(false);
    const orderId = placedNow?.orderIds[0];
    const toOrder = () => void navigate({ to: "/orders/$orderId", params: { orderId } as never });
    toast({ text: words.leftUnpaid, actionLabel: words.seeOrder, onAction: toOrder });
  };
  const { chooseOptions: options, confirmOrder: checkout, cashier } = words;
  const titles = { drop: drop.sheet, options, checkout, cashier };
  return (
    <Sheet open={open} onClose={close} title={titles[step.name]} {...(step.name === "checkout" ? tall : {})}>
      {step.name === "drop" || step.name === "options" ? (
        <FirstStep
          wish={wish}
          isDrop={step.name === "drop"}
          picked={picked}
          onPick={setPicked}
          onBuy={checkOut}
          signedIn={signedIn}
          onOrdinary={() => setStep({ name: "options" })}
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
      <LeaveDialog open={asking} payBy={placedNow?.payBy} onStay={() => setAsking(false)} onLeave={leave} />
    </Sheet>
  );
}

type FirstProps = {
  wish: BuyWish;
  isDrop: boolean;
  /** Kept outside: what was picked outlives the sign-in over it. */
  picked: Picked;
  onPick: (picked: Picked) => void;
  onBuy: (line: Line) => void;
  signedIn: () => Promise<boolean>;
  onOrdinary: () => void;
  onLeave: () => void;
};

/** What is bought: a drop through its line, or one of the product's options. */
function FirstStep({ wish, isDrop, onBuy, onOrdinary, ...rest }: FirstProps) {
  const { deal, trail, productId } = wish;
  const { signedIn, onLeave } = rest;
  if (isDrop && deal) return <DropStep {...{ deal, trail, onBuy, signedIn, onOrdinary }} onClose={onLeave} />;
  const buy = (skuId: string, quantity: number) => void signedIn().then(() => onBuy({ skuId, quantity, trail }));
  return <OptionsStep productId={productId} onBuy={buy} {...rest} />;
}
