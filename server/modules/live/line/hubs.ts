import { type Db, statement } from "#platform/db";
import type { House } from "#platform/parts";
import { DESK_CHANNEL, PERSON_CHANNEL, ROOM_CHANNEL, type Told, type ToldDesk, type ToldPerson } from "../tell-room.ts";
import { type Hub, hear, lose, openHub, startAt, whisper } from "./hub.ts";

const told = statement<{ roomId: bigint; told: bigint }>(
  "live.told",
  `select room_id as "roomId", told from live.lines where room_id = any($1::bigint[])`,
);
const EMPTY_MS = 60_000;

export type Hubs = {
  all: () => Hub[];
  /** The room as this program knows it, read from the table when it is new here. */
  open: (roomId: bigint) => Promise<Hub>;
  /** Lets go of rooms that nobody has watched here for a minute. */
  sweep: (nowMs: number) => void;
};

async function toldOf(db: Db, roomIds: readonly bigint[]): Promise<Map<bigint, number>> {
  const rows = await told(db, roomIds);
  return new Map(rows.map((row) => [row.roomId, Number(row.told)]));
}

/** After the bus was cut: whoever missed something reads the room anew. */
async function recover(db: Db, hubs: readonly Hub[]): Promise<void> {
  const now = await toldOf(
    db,
    hubs.map(({ roomId }) => roomId),
  );
  for (const hub of hubs) {
    const n = now.get(hub.roomId) ?? 0;
    if (hub.last !== undefined && hub.last < n) lose(hub, n);
  }
}

/** The rooms that are watched in this program, fed by the bus. */
export function openHubs(house: House): Hubs {
  const hubs = new Map<bigint, Hub>();
  const opening = new Map<bigint, Promise<Hub>>();
  const { bus, db, log } = house;
  bus.on(ROOM_CHANNEL, (message) => {
    const { room, n, m } = message as Told;
    const hub = hubs.get(BigInt(room));
    if (hub) hear(hub, { n: Number(n), m });
  });
  bus.on(PERSON_CHANNEL, (message) => {
    const { room, person, m, close } = message as ToldPerson;
    const hub = hubs.get(BigInt(room));
    if (!hub) return;
    for (const { ws } of whisper(hub, m, ({ personId }) => String(personId) === person)) if (close) ws.close(close);
  });
  bus.on(DESK_CHANNEL, (message) => {
    const { room, m } = message as ToldDesk;
    const hub = hubs.get(BigInt(room));
    if (hub) whisper(hub, m, ({ isDesk }) => isDesk);
  });
  bus.onGap(() => {
    recover(db, [...hubs.values()]).catch((error: unknown) =>
      log.warn({ err: error }, "the rooms could not be compared yet; the line's return tries again"),
    );
  });

  async function read(roomId: bigint): Promise<Hub> {
    const hub = openHub(roomId, performance.now());
    hubs.set(roomId, hub); // it hears from now on and sorts it out when it knows where the table stands
    try {
      startAt(hub, (await toldOf(db, [roomId])).get(roomId) ?? 0);
      return hub;
    } catch (error) {
      hubs.delete(roomId);
      throw error;
    } finally {
      opening.delete(roomId);
    }
  }

  return {
    all: () => [...hubs.values()].filter(({ last }) => last !== undefined),
    open: async (roomId) => {
      const known = opening.get(roomId);
      if (known) return known;
      const hub = hubs.get(roomId);
      if (hub) return hub;
      const reading = read(roomId);
      opening.set(roomId, reading);
      return reading;
    },
    sweep: (nowMs) => {
      for (const [roomId, hub] of hubs) {
        if (hub.viewers.size > 0) hub.emptySinceMs = nowMs;
        else if (nowMs - hub.emptySinceMs > EMPTY_MS && !opening.has(roomId)) hubs.delete(roomId);
      }
    },
  };
}
