import type { Line } from "./checkout-lines.ts";
import { CheckoutForm } from "./checkout-form.tsx";
import { StepFrame } from "./step-frame.tsx";
import { SubmitBar } from "./submit-bar.tsx";
import { type Placed, useCheckout } from "./use-checkout.ts";

export function CheckoutStep({ lines, onPlaced }: { lines: Line[]; onPlaced: (placed: Placed) => void }) {
  const checkout = useCheckout(lines, onPlaced);
  return (
    <StepFrame tone="page" foot={<SubmitBar checkout={checkout} />}>
      <CheckoutForm checkout={checkout} />
    </StepFrame>
  );
}
