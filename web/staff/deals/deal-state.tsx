import { Countdown } from "../../kit/countdown.tsx";
import type { AnswerOf } from "../../kit/api.ts";
import { money } from "../../kit/format.ts";
import { serverNow } from "../../kit/server-clock.ts";
import { Tag, type TagTone } from "../../kit/tag.tsx";
import { useWords } from "../../kit/words.ts";

export type Figures = AnswerOf<"listShopDeals">["items"][number];

const tones: Record<Figures["state"], TagTone> = {
  scheduled: "calm",
  running: "good",
  ended: "plain",
  stopped: "bad",
};

export const isOpen = ({ state }: Pick<Figures, "state">): boolean => state === "scheduled" || state === "running";
export const isSecret = ({ isHidden, revealedAt }: Pick<Figures, "isHidden" | "revealedAt">): boolean =>
  isHidden && revealedAt === null;

export function DealTag({ deal }: { deal: Pick<Figures, "state"> }) {
  const { states } = useWords("deals");
  return <Tag tone={tones[deal.state]}>{states[deal.state]}</Tag>;
}

/** What viewers see, and for the desk what lies behind it. */
export function useDealPrice(): (deal: Figures) => string {
  const words = useWords("deals");
  return (deal) => (isSecret(deal) ? words.hiddenIs(money(deal.realPriceFen)) : money(deal.realPriceFen));
}

/** To the start or to the end; after it, why it ended. */
export function DealClock({ deal }: { deal: Figures }) {
  const words = useWords("deals");
  if (!isOpen(deal)) return <span>{deal.whyEnded ? (words.why[deal.whyEnded] ?? deal.whyEnded) : null}</span>;
  if (deal.state === "scheduled" && Date.parse(deal.startsAt) > serverNow())
    return <Countdown key="start" until={deal.startsAt} label={words.startsIn} endedLabel={words.anyMoment} />;
  if (deal.state === "scheduled") return <span>{words.anyMoment}</span>;
  return <Countdown key="end" until={deal.endsAt} label={words.endsIn} />;
}
