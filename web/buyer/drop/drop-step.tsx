import { useEffect, useRef } from "react";
import type { Deal } from "../../kit/deals.ts";
import { serverNow } from "../../kit/server-clock.ts";
import { useWords } from "../../kit/words.ts";
import type { Line } from "../buy/checkout-lines.ts";
import { StepFrame } from "../buy/step-frame.tsx";
import { DropFoot } from "./drop-foot.tsx";
import { DropHead } from "./drop-head.tsx";
import { DropPanel } from "./drop-panel.tsx";
import styles from "./line.module.css";
import { lineView } from "./line-view.ts";
import { useDeal } from "./use-deal.ts";
import { useJoin } from "./use-join.ts";
import { usePlace } from "./use-place.ts";
import { useStage } from "./use-stage.ts";

type Props = {
  deal: Deal;
  trail?: string | undefined;
  onBuy: (line: Line) => void;
  /**
   * Whether somebody was signed in already. Else the sheet makes room for signing in and comes back by itself as a new
   * one, which goes on from there.
   */
  signedIn: () => Promise<boolean>;
  /** To the ordinary price of the same product. */
  onOrdinary: () => void;
  onClose: () => void;
};

/** From “coming” to “it is your turn”: what a person sees between wanting a drop and paying for it. */
export function DropStep({ deal: first, trail, onBuy, signedIn, onOrdinary, onClose }: Props) {
  const words = useWords("drop");
  const deal = useDeal(first);
  const stage = useStage(deal);
  const { place, joined, shaky, take } = usePlace(deal.id, stage === "over");
  const { joining, join } = useJoin(deal.id, take);
  const line = lineView(stage, place, joining, serverNow());
  const order = () =>
    onBuy({
      skuId: deal.skuId,
      quantity: 1,
      trail,
      dealId: deal.id,
      limit: deal.perBuyer,
      ...(line.view === "admitted" ? { pass: line.token, until: line.until } : {}),
    });
  const begin = () =>
    void signedIn().then((already) => {
      if (already) (deal.admission === "line" ? join : order)();
    });
  // Whoever pressed “grab” outside has said what they want.
  const pressed = useRef(stage === "on" && !joined);
  useEffect(() => {
    if (!pressed.current) return;
    pressed.current = false;
    begin();
  }, []);
  return (
    <StepFrame foot={<DropFoot {...{ deal, line, begin, order, signedIn, onOrdinary, onClose }} />}>
      <DropHead deal={deal} stage={stage} />
      <div className={styles.panel}>
        <DropPanel deal={deal} line={line} />
      </div>
      {shaky ? (
        <p className={styles.shaky} role="status">
          {words.reconnecting}
        </p>
      ) : null}
    </StepFrame>
  );
}
