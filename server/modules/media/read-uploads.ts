import { type Db, statement, type Tx } from "#platform/db";
import { fileUrl } from "#platform/storage";

export type Upload = { id: bigint; url: string; storageKey: string; width: number; height: number };

const select = statement<Omit<Upload, "url">>(
  "media.read_uploads",
  `select id, storage_key as "storageKey", width, height from media.uploads
   where owner_id = $1 and id = any($2::bigint[]) and state = 'ready'`,
);
const selectAny = statement<Omit<Upload, "url">>(
  "media.read_any_uploads",
  `select id, storage_key as "storageKey", width, height from media.uploads where id = any($1::bigint[]) and state = 'ready'`,
);

const byId = (rows: Omit<Upload, "url">[]): Map<bigint, Upload> =>
  new Map(rows.map((row) => [row.id, { ...row, url: fileUrl(row.storageKey) }]));

/** A person's own pictures by id; a stranger's is as unknown as none. */
export const readUploads = async (db: Db | Tx, ownerId: bigint, ids: readonly bigint[]): Promise<Map<bigint, Upload>> =>
  byId(ids.length > 0 ? await select(db, ownerId, [...new Set(ids)]) : []);

/** Pictures by id, whoever brought them: for what has been checked to be theirs before it was kept. */
export const readAnyUploads = async (db: Db | Tx, ids: readonly bigint[]): Promise<Map<bigint, Upload>> =>
  byId(ids.length > 0 ? await selectAny(db, [...new Set(ids)]) : []);
