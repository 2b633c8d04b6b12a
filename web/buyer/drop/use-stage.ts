import { useEffect, useState } from "react";
import { type Deal, type DealStage, nextTurn, stageOf } from "../../kit/deals.ts";
import { serverNow } from "../../kit/server-clock.ts";

/** A timer further away than this overflows; and the page's idea of the server's clock improves meanwhile. */
const lookAgainMs = 30_000;

/** How the deal stands now; turns by itself when the server's clock reaches its start and its end. */
export function useStage(deal: Deal): DealStage {
  const [, look] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = () => {
      const next = nextTurn(deal, serverNow());
      if (next === null) return;
      const untilMs = Math.max(20, next - serverNow());
      timer = setTimeout(() => (look((turn) => turn + 1), wait()), Math.min(untilMs, lookAgainMs));
    };
    wait();
    return () => clearTimeout(timer);
  }, [deal.state, deal.startsAt, deal.endsAt]);
  return stageOf(deal, serverNow());
}
