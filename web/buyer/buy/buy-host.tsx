import { lazy, Suspense } from "react";
import { useAsked } from "./buy-wish.ts";

const BuyFlow = lazy(() => import("./buy-flow.tsx"));

/** Stands once in the shell; what buying needs is loaded when somebody first wants to buy. */
export function BuyHost() {
  const asked = useAsked();
  return asked ? (
    <Suspense fallback={null}>
      <BuyFlow key={asked.turn} wish={asked.wish} />
    </Suspense>
  ) : null;
}
