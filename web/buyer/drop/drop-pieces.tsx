import { type Deal, type DealStage, takenShare } from "../../kit/deals.ts";
import { count, percent } from "../../kit/format.ts";
import { PiecesBar } from "../../kit/pieces-bar.tsx";
import { useWords } from "../../kit/words.ts";

const few = 10;
const worthSaying = 0.01;

/** Before the start how many there are, then how many are gone, at the end how few are left. */
export function DropPieces({ deal, stage }: { deal: Deal; stage: DealStage }) {
  const words = useWords("drop");
  const untouched = takenShare(deal) < worthSaying && deal.left > few;
  if (stage === "soon" || untouched) return <PiecesBar share={0} label={words.pieces(count(deal.pieces))} />;
  if (deal.left <= 0) return <PiecesBar share={1} label={words.allTaken} gone />;
  const share = takenShare(deal);
  const label = deal.left <= few ? words.onlyLeft(count(deal.left)) : words.taken(percent(share));
  return <PiecesBar share={share} label={label} gone={stage === "over"} />;
}
