import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { type Deal, inTurn, nextTurn, stageOf } from "../../../kit/deals.ts";
import { serverNow } from "../../../kit/server-clock.ts";
import styles from "./room.module.css";
import type { RoomNow } from "./room-now.ts";

const DropCard = lazy(() => import("../../drop/drop-card.tsx"));

/** A drop that has just ended stays long enough to be read. */
const lastsMs = 12_000;
/** One that begins much later is in the bag, not over the picture. */
const aheadMs = 30 * 60_000;

/** Which drop stands over the picture: the one that can be bought, else the next; one that ends lingers a little. */
function useShown(deals: Deal[]): Deal | undefined {
  const [, look] = useState(0);
  const seen = useRef<{ id: string; until: number }>(undefined);
  const now = serverNow();
  const first = inTurn(deals, now).find(
    (deal) => stageOf(deal, now) !== "over" && Date.parse(deal.startsAt) - now < aheadMs,
  );
  if (first) seen.current = { id: first.id, until: now + lastsMs };
  const last = seen.current && now < seen.current.until ? deals.find(({ id }) => id === seen.current?.id) : undefined;
  const shown = first ?? last;
  const moments = deals.flatMap((deal) => {
    const starts = Date.parse(deal.startsAt) - aheadMs;
    return starts > now ? [starts] : (nextTurn(deal, now) ?? []);
  });
  const next = Math.min(...moments, ...(first || !last || !seen.current ? [] : [seen.current.until]));
  useEffect(() => {
    if (!Number.isFinite(next)) return;
    const timer = setTimeout(() => look((turn) => turn + 1), Math.max(50, Math.min(next - serverNow() + 20, 60_000)));
    return () => clearTimeout(timer);
  });
  return shown;
}

type Props = { room: RoomNow; busyId: string | null; onDrop: (deal: Deal) => void };

/** Above the bar and below the comments: it covers neither them nor a face. Its script comes when there is a drop. */
export function DropPlace({ room, busyId, onDrop }: Props) {
  const shown = useShown(room.deals);
  if (!shown) return null;
  return (
    <div className={styles.drop} data-testid="drop">
      <Suspense fallback={null}>
        <DropCard key={shown.id} deal={shown} busy={busyId === shown.productId} onOpen={onDrop} />
      </Suspense>
    </div>
  );
}
