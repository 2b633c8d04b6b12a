import { z } from "zod";
import { roomFigures } from "#contract/live-shapes";
import { clock } from "#platform/clock";
import { type Db, statement, transact, type Tx } from "#platform/db";
import { requireDesk } from "../desk-people.ts";
import { countFigures, type Figures } from "./figures.ts";
import { isOver } from "../room-rows.ts";

// The programs write the last seconds of the last visits some moments after the end.
const SETTLED_SECONDS = 20;

const write = statement(
  "live.write_summary",
  `insert into live.summaries (room_id, figures, made_at) values ($1, $2, $3)
   on conflict (room_id) do update set figures = excluded.figures, made_at = excluded.made_at`,
);
const read = statement<{ figures: unknown }>(
  "live.read_summary",
  `select figures from live.summaries where room_id = $1`,
);
const summarised = statement<{ roomId: bigint }>(
  "live.summarised_rooms",
  `select room_id as "roomId" from live.summaries where room_id = any($1::bigint[]) order by room_id`,
);
const unsettled = statement<{ roomId: bigint }>(
  "live.unsettled_summaries",
  `select s.room_id as "roomId" from live.summaries s join live.rooms r on r.id = s.room_id
   where r.ended_at <= $1 and r.ended_at > $2
     and s.made_at < r.ended_at + interval '${SETTLED_SECONDS} seconds' order by 1 limit 50`,
);

/** Writes a room's summary as its rows stand now. */
export async function writeSummary(tx: Tx, roomId: bigint): Promise<void> {
  const figures = z.encode(roomFigures, await countFigures(tx, roomId));
  await write(tx, roomId, JSON.stringify(figures), clock.now());
}

/** Late payments and refunds are in the summary as soon as they are heard of. Rooms still on have none yet. */
export async function rewriteSummaries(tx: Tx, roomIds: readonly bigint[]): Promise<void> {
  if (roomIds.length === 0) return;
  for (const { roomId } of await summarised(tx, roomIds)) await writeSummary(tx, roomId);
}

/** Counts again once the last visits are written. */
export async function refreshSummaries(db: Db): Promise<number> {
  const nowMs = clock.now().getTime();
  const rooms = await unsettled(db, new Date(nowMs - SETTLED_SECONDS * 1000), new Date(nowMs - 3_600_000));
  for (const { roomId } of rooms) await transact(db, (tx) => writeSummary(tx, roomId));
  return rooms.length;
}

/** The figures so far, or the summary of a room that is over. For host and moderators. */
export async function readFigures(
  db: Db | Tx,
  { roomId, personId }: { roomId: bigint; personId: bigint },
): Promise<Figures> {
  const { room } = await requireDesk(db, roomId, personId);
  const [summary] = isOver(room) ? await read(db, roomId) : [];
  return summary ? roomFigures.parse(summary.figures) : countFigures(db, roomId);
}
