import { createHash, randomBytes } from "node:crypto";
import { tell } from "#platform/bus";
import { clock } from "#platform/clock";
import { type Db, statement, type Tx } from "#platform/db";
import { newId } from "#platform/ids";

const KEY_HOURS = 24;
export const KICK_CHANNEL = "media.kick";

const keyHash = (key: string): Buffer => createHash("sha256").update(key).digest();
const insertStream = statement(
  "media.insert_stream",
  `insert into media.streams (id, owner_id, state, clip_path, created_at) values ($1, $2, 'idle', $3, $4)`,
);
const revoke = statement(
  "media.revoke_key",
  `update media.stream_keys set revoked_at = $2 where stream_id = $1 and revoked_at is null`,
);
const insertKey = statement(
  "media.insert_key",
  `insert into media.stream_keys (id, stream_id, key_hash, last_four, expires_at, created_by, created_at)
   values ($1, $2, $3, $4, $5, $6, $7)`,
);
const readKey = statement<{ lastFour: string; expiresAt: Date }>(
  "media.read_key",
  `select last_four as "lastFour", expires_at as "expiresAt" from media.stream_keys
   where stream_id = $1 and revoked_at is null and expires_at > $2`,
);
type Found = { streamId: bigint; isRevoked: boolean; expiresAt: Date; hasEnded: boolean };
const findKey = statement<Found>(
  "media.find_key",
  `select k.stream_id as "streamId", k.revoked_at is not null as "isRevoked", k.expires_at as "expiresAt",
     s.state = 'ended' as "hasEnded"
   from media.stream_keys k join media.streams s on s.id = k.stream_id where k.key_hash = $1`,
);
const end = statement(
  "media.end_stream",
  `update media.streams set state = 'ended', ended_at = $2 where id = $1 and state <> 'ended'`,
);

/** A stream of its own for a room. `clipPath` names a clip that plays whenever nobody pushes. */
export async function openStream(tx: Tx, ownerId: bigint, clipPath: string | null = null): Promise<bigint> {
  const id = newId();
  await insertStream(tx, id, ownerId, clipPath, clock.now());
  return id;
}

/** A fresh push key, shown once and kept as its hash; the one before stops working and its publisher is cut. */
export async function makeStreamKey(tx: Tx, streamId: bigint, by: bigint): Promise<{ key: string; expiresAt: Date }> {
  await revokeStreamKey(tx, streamId);
  const key = `live_${randomBytes(24).toString("base64url").replaceAll("-", "x").replaceAll("_", "y")}`;
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + KEY_HOURS * 3_600_000);
  await insertKey(tx, newId(), streamId, keyHash(key), key.slice(-4), expiresAt, by, now);
  return { key, expiresAt };
}

/** From the commit on the key is refused, and whoever pushes with it is cut within two seconds. */
export async function revokeStreamKey(tx: Tx, streamId: bigint): Promise<void> {
  await revoke(tx, streamId, clock.now());
  await tell(tx, KICK_CHANNEL, { streamId, why: "revoked" });
}

export const readStreamKey = async (
  db: Db | Tx,
  streamId: bigint,
): Promise<{ lastFour: string; expiresAt: Date } | null> => (await readKey(db, streamId, clock.now()))[0] ?? null;

/** Nothing is published on the stream any more, with any key. */
export async function endStream(tx: Tx, streamId: bigint): Promise<void> {
  await end(tx, streamId, clock.now());
  await tell(tx, KICK_CHANNEL, { streamId, why: "ended" });
}

/** Whose stream a key opens, or why it opens none. */
export async function streamOfKey(
  db: Db,
  key: string,
): Promise<{ ok: true; streamId: string } | { ok: false; why: string; streamId?: bigint }> {
  const [found] = await findKey(db, keyHash(key));
  if (!found) return { ok: false, why: "unknown_key" };
  if (found.isRevoked) return { ok: false, why: "revoked", streamId: found.streamId };
  if (found.expiresAt <= clock.now()) return { ok: false, why: "expired", streamId: found.streamId };
  if (found.hasEnded) return { ok: false, why: "ended", streamId: found.streamId };
  return { ok: true, streamId: String(found.streamId) };
}
