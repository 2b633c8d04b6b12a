import { type Db, statement, type Tx } from "#platform/db";

const same = statement<{ personId: bigint; ids: bigint[] }>(
  "identity.same_people",
  `select p.id as "personId", array(
     select o.id from identity.people o where o.real_name_index = p.real_name_index order by o.id) as ids
   from identity.people p where p.id = any($1::bigint[]) and p.real_name_index is not null`,
);
const levels = statement<{ id: bigint; level: number }>(
  "identity.real_name_levels",
  `select id, real_name_level as level from identity.people where id = any($1::bigint[])`,
);

/** All accounts of whoever has these accounts: by the same papers, themselves included. Without papers: only itself. */
export async function readSamePeople(db: Db | Tx, personIds: readonly bigint[]): Promise<Map<bigint, bigint[]>> {
  const ids = [...new Set(personIds)];
  const rows = ids.length > 0 ? await same(db, ids) : [];
  const known = new Map(rows.map((row) => [row.personId, row.ids]));
  return new Map(ids.map((id) => [id, known.get(id) ?? [id]]));
}

/** Real-name levels: 0 none, 1 phone, 2 name and number, 3 with a live face. Who is unknown has none. */
export async function readRealNameLevels(db: Db | Tx, personIds: readonly bigint[]): Promise<Map<bigint, number>> {
  const ids = [...new Set(personIds)];
  const rows = ids.length > 0 ? await levels(db, ids) : [];
  const known = new Map(rows.map(({ id, level }) => [id, level]));
  return new Map(ids.map((id) => [id, known.get(id) ?? 0]));
}
