import { promotableBy } from "#modules/alliance";
import { requireCreator, requireRealName } from "#modules/identity";
import { openStream, readUploads } from "#modules/media";
import { checkText } from "#modules/safety";
import { clock } from "#platform/clock";
import { type Db, statement, transact, type Tx } from "#platform/db";
import { newId } from "#platform/ids";
import { Refusal } from "#platform/refusal";
import { findRoom, type Room } from "./room-rows.ts";
import { SHELF_MAX, writeShelf } from "./shelf/shelf-rows.ts";
import { holdLine } from "./tell-room.ts";

const HOST_LEVEL = 3;
const insert = statement(
  "live.insert_room",
  `insert into live.rooms (id, creator_id, title, intro, cover_key, state, planned_at, stream_id, is_standing, ready_at, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
);

export type NewRoom = {
  creatorId: bigint;
  title: string;
  intro?: string;
  coverUploadId?: bigint | undefined;
  plannedAt?: Date | undefined;
  productIds?: readonly bigint[];
  /** Plays this clip whenever nobody pushes: the room is ready at once and no clock ends it. */
  clipPath?: string;
};

/** The storage key of a person's own picture. Refuses `media.not_found`. */
export async function coverOf(tx: Tx, ownerId: bigint, uploadId: bigint | undefined): Promise<string | null> {
  if (uploadId === undefined) return null;
  const upload = (await readUploads(tx, ownerId, [uploadId])).get(uploadId);
  if (!upload) throw new Refusal("media.not_found");
  return upload.storageKey;
}

/**
 * Plans a room with a stream of its own and what it will sell. Refuses `identity.not_creator`,
 * `identity.real_name_required {need, have}`, `live.not_promotable {productId}`, `live.shelf_full {max}`.
 */
export async function createRoom(db: Db | Tx, wish: NewRoom): Promise<Room> {
  const { creatorId, clipPath, plannedAt = null } = wish;
  const productIds = [...new Set(wish.productIds ?? [])];
  if (productIds.length > SHELF_MAX) throw new Refusal("live.shelf_full", { max: SHELF_MAX });
  return transact(db, async (tx) => {
    await requireCreator(tx, creatorId);
    await requireRealName(tx, creatorId, HOST_LEVEL);
    const title = await checkText(tx, wish.title);
    const intro = await checkText(tx, wish.intro ?? "");
    const coverKey = await coverOf(tx, creatorId, wish.coverUploadId);
    const now = clock.now();
    const id = newId();
    const streamId = await openStream(tx, creatorId, clipPath ?? null);
    const isStanding = clipPath !== undefined;
    const state = isStanding ? "ready" : "draft";
    const readyAt = isStanding ? now : null;
    await insert(tx, id, creatorId, title, intro, coverKey, state, plannedAt, streamId, isStanding, readyAt, now);
    await holdLine(tx, id);
    await shelve(tx, id, creatorId, productIds);
    return (await findRoom(tx, id))!;
  });
}

async function shelve(tx: Tx, roomId: bigint, creatorId: bigint, productIds: readonly bigint[]): Promise<void> {
  const terms = await promotableBy(tx, creatorId, productIds);
  const stranger = productIds.find((productId) => !terms.has(productId));
  if (stranger !== undefined) throw new Refusal("live.not_promotable", { productId: String(stranger) });
  await writeShelf(tx, roomId, productIds);
}
