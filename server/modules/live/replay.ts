import type { z } from "zod";
import type { readReplay as readReplayRoute } from "#contract/api/live";
import { readCards } from "#modules/catalog";
import { readRecording } from "#modules/media";
import { type Db, statement } from "#platform/db";
import type { House } from "#platform/parts";
import { Refusal } from "#platform/refusal";
import { findRoom } from "./room-rows.ts";

type Replay = z.output<typeof readReplayRoute.out>;
type PinRow = { productId: bigint; mediaMs: bigint; lastedMs: number };
const pins = statement<PinRow>(
  "live.replay_pins",
  `select product_id as "productId", media_ms as "mediaMs",
     (extract(epoch from coalesce(closed_at, opened_at) - opened_at) * 1000)::int as "lastedMs"
   from live.pins where room_id = $1 order by id`,
);

/** Where each explanation lies in the replay; one that began when nothing was kept any more has no place in it. */
export function chaptersOf(rows: readonly PinRow[], durationMs: number) {
  return rows.flatMap(({ productId, mediaMs, lastedMs }, i) => {
    const fromMs = Number(mediaMs);
    if (fromMs >= durationMs) return [];
    // While the picture was gone the replay's clock stood still: a chapter ends no later than the next one begins.
    const next = rows[i + 1] ? Number(rows[i + 1]!.mediaMs) : durationMs;
    return [{ productId, fromMs, toMs: Math.min(fromMs + lastedMs, Math.max(next, fromMs), durationMs) }];
  });
}

/** The replay of a room that is over, with a chapter for each pinned product. Refuses `live.wrong_state` until it is whole. */
export async function readReplay(house: House, db: Db, roomId: bigint): Promise<Replay> {
  const room = await findRoom(db, roomId);
  if (!room || room.state === "draft") throw new Refusal("live.not_found");
  const recording = room.recordingId === null ? undefined : await readRecording(house, db, room.recordingId);
  if (room.state !== "archived" || recording?.url == null)
    throw new Refusal("live.wrong_state", { state: room.state, allowed: [] });
  const { url, durationMs } = recording;
  const chapters = chaptersOf(await pins(db, roomId), durationMs);
  const cards = await readCards(
    db,
    chapters.map(({ productId }) => productId),
  );
  return {
    url,
    durationMs,
    chapters: chapters.map((chapter) => {
      const { titleZh = "", titleEn = "", pictureUrl = "" } = cards.get(chapter.productId) ?? {};
      return { ...chapter, titleZh, titleEn, pictureUrl };
    }),
  };
}
