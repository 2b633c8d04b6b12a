import { clock } from "#platform/clock";
import { type Db, statement, type Tx } from "#platform/db";
import { newId } from "#platform/ids";
import { tell } from "#platform/bus";

const insert = statement(
  "identity.insert_notice",
  `insert into identity.notices (id, person_id, kind, params, link, created_at) values ($1, $2, $3, $4, $5, $6)`,
);
type Row = { id: bigint; kind: string; params: Record<string, string>; link: string | null; at: Date; isRead: boolean };
const list = statement<Row>(
  "identity.list_notices",
  `select id, kind, params, link, created_at as at, read_at is not null as "isRead" from identity.notices
   where person_id = $1 and ($2::bigint is null or id < $2) order by id desc limit $3`,
);
const unread = statement<{ n: bigint }>(
  "identity.unread_notices",
  `select count(*) as n from identity.notices where person_id = $1 and read_at is null`,
);
const markRead = statement(
  "identity.read_notices",
  `update identity.notices set read_at = $2 where person_id = $1 and read_at is null`,
);

/** Leaves a notice for a person, in the transaction of what it tells. `kind` and `params` become words in their language. */
export async function tellPerson(
  tx: Tx,
  personId: bigint,
  kind: string,
  params: Record<string, string>,
  link?: string,
): Promise<void> {
  await insert(tx, newId(), personId, kind, JSON.stringify(params), link ?? null, clock.now());
  await tell(tx, "identity.notices", { personId });
}

export const listNotices = (db: Db | Tx, personId: bigint, before: string | undefined, limit: number): Promise<Row[]> =>
  list(db, personId, before ?? null, limit);
export const countUnread = async (db: Db | Tx, personId: bigint): Promise<number> =>
  Number((await unread(db, personId))[0]!.n);
export const readAll = async (db: Db | Tx, personId: bigint): Promise<void> =>
  void (await markRead(db, personId, clock.now()));
