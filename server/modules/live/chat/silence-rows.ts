import { clock } from "#platform/clock";
import { type Db, statement, type Tx } from "#platform/db";
import { newId } from "#platform/ids";

export type Silence = {
  id: bigint;
  personId: bigint;
  kind: "mute" | "ban";
  reason: string;
  until: Date | null;
};

const replace = statement(
  "live.replace_silence",
  `update live.mutes set lifted_at = $4 where room_id = $1 and person_id = $2 and kind = $3 and lifted_at is null`,
);
const insert = statement(
  "live.insert_silence",
  `insert into live.mutes (id, room_id, person_id, kind, reason, until, created_by, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8)`,
);
const list = statement<Silence>(
  "live.list_silences",
  `select id, person_id as "personId", kind, reason, until from live.mutes
   where room_id = $1 and lifted_at is null and (until is null or until > $2) order by id desc limit 500`,
);
const lift = statement<{ personId: bigint }>(
  "live.lift_silence",
  `update live.mutes set lifted_at = $3, lifted_by = $4 where room_id = $1 and id = $2 and lifted_at is null
   returning person_id as "personId"`,
);

/** A row for every silence; the one before it of the same kind ends here. `by` is whoever decided. */
export async function writeSilence(
  tx: Tx,
  roomId: bigint,
  { personId, kind, reason, until, by }: Omit<Silence, "id"> & { by: bigint },
): Promise<bigint> {
  const now = clock.now();
  await replace(tx, roomId, personId, kind, now);
  const id = newId();
  await insert(tx, id, roomId, personId, kind, reason, until, by, now);
  return id;
}

export const listSilences = (db: Db | Tx, roomId: bigint): Promise<Silence[]> => list(db, roomId, clock.now());
export const liftRow = async (tx: Tx, roomId: bigint, id: bigint, by: bigint): Promise<bigint | undefined> =>
  (await lift(tx, roomId, id, clock.now(), by))[0]?.personId;
