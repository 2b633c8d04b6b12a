import type { Line } from "./checkout-lines.ts";
import { CheckoutForm } from "./checkout-form.tsx";
import { StepFrame } from "./step-frame.tsx";
import { SubmitBar } from "./submit-bar.tsx";
import { type CheckoutWays, type Placed, useCheckout } from "./use-checkout.ts";

type Props = CheckoutWays & { lines: Line[]; onPlaced: (placed: Placed) => void };

export function CheckoutStep({ lines, onPlaced, ...ways }: Props) {
  const checkout = useCheckout(lines, onPlaced, ways);
  return (
    <StepFrame tone="page" foot={<SubmitBar checkout={checkout} />}>
      <CheckoutForm checkout={checkout} />
    </StepFrame>
  );
}
