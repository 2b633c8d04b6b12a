import { ROOM_GRACE_SECONDS } from "#contract/states/room";
import { tellPerson } from "#modules/identity";
import { clock } from "#platform/clock";
import { type Db, statement, transact } from "#platform/db";
import type { Sweep } from "#platform/worker";
import { beginRoomDeals } from "./deals/run-room-deals.ts";
import { finishRoom } from "./end-room.ts";
import { freshenAll } from "./shelf/freshen-products.ts";
import { closeDuePins } from "./shelf/pin-product.ts";
import { reservers } from "./reserve-room.ts";
import { lockRoom, type Room } from "./room-rows.ts";
import { refreshSummaries } from "./count/summary.ts";

const UNUSED_HOURS = 2;
const LIVE_HOURS = 12;
const REMIND_MINUTES = 10;

type Due = { id: bigint; why: string };
const overdue = statement<Due>(
  "live.rooms_overdue",
  `select id, case state when 'interrupted' then 'interrupted' when 'live' then 'too_long' else 'unused' end as why
   from live.rooms where not is_standing and (
     (state = 'interrupted' and interrupted_at <= $1)
     or (state = 'live' and started_at <= $2)
     or (state = 'ready' and greatest(planned_at, ready_at) <= $3))
   order by id limit 50`,
);
const soon = statement<{ id: bigint }>(
  "live.rooms_soon",
  `select id from live.rooms where state in ('announced', 'ready') and reminded_at is null
     and planned_at <= $1 and planned_at > $2 order by id limit 50`,
);
const reminded = statement<{ id: bigint }>(
  "live.mark_reminded",
  `update live.rooms set reminded_at = $2 where id = $1 and reminded_at is null returning id`,
);

const forget = statement<{ gateway: string }>(
  "live.forget_presence",
  `delete from live.presence where seen_at < $1 returning gateway`,
);

/** Programs that are gone leave their last word behind. */
const forgetGone = async (db: Db): Promise<number> => (await forget(db, before(3_600_000))).length;

const STATE_OF: Record<string, Room["state"]> = { interrupted: "interrupted", too_long: "live", unused: "ready" };
const before = (ms: number): Date => new Date(clock.now().getTime() - ms);

/** A picture gone for five minutes, a key unused two hours after the plan, a room on for twelve: it is over. */
export async function endOverdueRooms(db: Db): Promise<number> {
  const hour = 3_600_000;
  const limits = [before(ROOM_GRACE_SECONDS * 1000), before(LIVE_HOURS * hour), before(UNUSED_HOURS * hour)];
  const rooms = await overdue(db, ...limits);
  for (const { id, why } of rooms)
    await transact(db, async (tx) => {
      const room = await lockRoom(tx, id);
      // The picture may have come back while we waited for the lock: then its interruption has ended as well.
      if (room.state === STATE_OF[why]) await finishRoom(tx, room, why, null);
    });
  return rooms.length;
}

/** Ten minutes before a planned room everybody who asked for it is told, once. */
export async function remindReservers(db: Db): Promise<number> {
  const now = clock.now();
  const rooms = await soon(db, new Date(now.getTime() + REMIND_MINUTES * 60_000), now);
  for (const { id } of rooms)
    await transact(db, async (tx) => {
      const room = await lockRoom(tx, id);
      if ((await reminded(tx, id, now)).length === 0) return;
      for (const personId of await reservers(tx, id))
        await tellPerson(tx, personId, "live.soon", { title: room.title }, `/rooms/${id}`);
    });
  return rooms.length;
}

export const liveSweeps = (): Sweep[] => [
  { name: "live.deals", everyMs: 200, run: beginRoomDeals },
  { name: "live.pins", everyMs: 1_000, run: closeDuePins },
  { name: "live.products", everyMs: 5_000, run: freshenAll },
  { name: "live.overdue", everyMs: 5_000, run: endOverdueRooms },
  { name: "live.reminders", everyMs: 5_000, run: remindReservers },
  { name: "live.presence", everyMs: 60_000, run: forgetGone },
  { name: "live.summaries", everyMs: 5_000, run: refreshSummaries },
];
