import { Button } from "../../kit/button.tsx";
import type { Deal } from "../../kit/deals.ts";
import { isProblem } from "../../kit/problem.ts";
import { useWords } from "../../kit/words.ts";
import { ButtonLink } from "../parts/button-link.tsx";
import { needsRealName } from "./line-refusal.tsx";
import styles from "./line.module.css";
import type { LineView } from "./line-view.ts";
import { WaitFoot } from "./wait-foot.tsx";

type Props = {
  deal: Deal;
  line: LineView;
  begin: () => void;
  order: () => void;
  signedIn: () => Promise<boolean>;
  onOrdinary: () => void;
  onClose: () => void;
};

/** The one deed that helps now. */
export function DropFoot({ deal, line, begin, order, signedIn, onOrdinary, onClose }: Props) {
  const words = useWords("drop");
  const big = { wide: true, size: "large" } as const;
  switch (line.view) {
    case "used":
      return (
        <div className={styles.two}>
          {deal.left > 0 ? (
            <Button look="outline" onClick={begin} {...big}>
              {words.grabMore}
            </Button>
          ) : null}
          <ButtonLink to="/orders" onClick={onClose} {...big}>
            {words.seeOrders}
          </ButtonLink>
        </div>
      );
    case "over":
      return (
        <Button look="tint" onClick={onOrdinary} {...big}>
          {words.buyAtList}
        </Button>
      );
    case "joining":
    case "proving":
      return (
        <Button busy {...big}>
          {words.grab}
        </Button>
      );
    case "refused":
      return <AfterRefusal problem={line.problem} {...{ begin, onOrdinary, onClose }} />;
    case "drawing":
    case "waiting":
      return (
        <Button look="outline" onClick={onClose} {...big}>
          {words.back}
        </Button>
      );
    case "gone":
      return <WaitFoot skuId={deal.skuId} dealId={deal.id} signedIn={signedIn} toLine={begin} onLeave={onClose} />;
    case "soon":
    case "hidden":
      return (
        <Button disabled {...big}>
          {line.view === "soon" ? words.soon : words.unpriced}
        </Button>
      );
    case "admitted":
    case "open":
      return (
        <Button onClick={line.view === "open" ? begin : order} {...big}>
          {line.view === "open" ? words.grab : words.order}
        </Button>
      );
  }
}

type RefusalProps = { problem: unknown; begin: () => void; onOrdinary: () => void; onClose: () => void };

function AfterRefusal({ problem, begin, onOrdinary, onClose }: RefusalProps) {
  const words = useWords("drop");
  if (needsRealName(problem))
    return (
      <ButtonLink to="/me/real-name" onClick={onClose} size="large" wide>
        {words.toRealName}
      </ButtonLink>
    );
  const limit = isProblem(problem, "promotions.limit_per_buyer");
  return (
    <Button wide size="large" look={limit ? "tint" : "primary"} onClick={limit ? onOrdinary : begin}>
      {limit ? words.buyAtList : words.tryAgain}
    </Button>
  );
}
