import { Countdown } from "../../kit/countdown.tsx";
import type { Deal, DealStage } from "../../kit/deals.ts";
import { useWords } from "../../kit/words.ts";

type Props = { deal: Deal; stage: DealStage; look?: "plain" | "boxes" };

/** To the start, then to the end, by the server's clock. */
export function DropClock({ deal, stage, look = "plain" }: Props) {
  const words = useWords("drop");
  if (stage === "over") return <span>{words.ended}</span>;
  return stage === "soon" ? (
    <Countdown key="start" until={deal.startsAt} label={words.startsIn} endedLabel={words.anyMoment} look={look} />
  ) : (
    <Countdown key="end" until={deal.endsAt} label={words.endsIn} look={look} />
  );
}
