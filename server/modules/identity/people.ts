import { statement, type Db, type Tx } from "#platform/db";
import type { Vault } from "#platform/vault";
import { fileUrl } from "#platform/storage";

export type PersonCard = { id: bigint; nickname: string; avatarUrl: string | null };
export type CreatorCard = { id: bigint; name: string; bio: string; avatarUrl: string | null };

const selectPeople = statement<{ id: bigint; nickname: string; avatarKey: string | null }>(
  "identity.read_people",
  `select id, nickname, avatar_key as "avatarKey" from identity.people where id = any($1::bigint[])`,
);
const selectCreators = statement<{ id: bigint; name: string; bio: string; avatarKey: string | null }>(
  "identity.read_creators",
  `select person_id as id, name, bio, avatar_key as "avatarKey" from identity.creators where person_id = any($1::bigint[])`,
);
const selectByPhone = statement<{ id: bigint; nickname: string }>(
  "identity.by_phone",
  `select id, nickname from identity.people where phone_index = $1 and state = 'active'`,
);
const selectWithRoles = statement<{ personId: bigint }>(
  "identity.with_roles",
  `select distinct person_id as "personId" from identity.role_grants
   where scope = $1 and scope_id = $2 and role = any($3::text[]) and (until is null or until > $4)`,
);

const withAvatar = <T extends { avatarKey: string | null }>({ avatarKey, ...rest }: T) => ({
  ...rest,
  avatarUrl: avatarKey === null ? null : fileUrl(avatarKey),
});

/** Names and pictures of people, by id; who is unknown is left out. */
export async function readPeople(db: Db | Tx, ids: readonly bigint[]): Promise<Map<bigint, PersonCard>> {
  const rows = ids.length > 0 ? await selectPeople(db, [...new Set(ids)]) : [];
  return new Map(rows.map((row) => [row.id, withAvatar(row)]));
}

/** Creators' cards by the person's id; who has no channel is left out. */
export async function readCreators(db: Db | Tx, ids: readonly bigint[]): Promise<Map<bigint, CreatorCard>> {
  const rows = ids.length > 0 ? await selectCreators(db, [...new Set(ids)]) : [];
  return new Map(rows.map((row) => [row.id, withAvatar(row)]));
}

/** Who has this phone. For staff who name a colleague; never answered to the public. */
export async function findPersonByPhone(
  db: Db | Tx,
  vault: Vault,
  phone: string,
): Promise<{ id: bigint; nickname: string } | undefined> {
  return (await selectByPhone(db, vault.blindIndex("phone", phone)))[0];
}

/** Everybody whose role in this shop (0: the platform) is one of these, at this moment. */
export async function peopleWithRoles(
  db: Db | Tx,
  scope: "shop" | "platform",
  scopeId: bigint,
  roles: readonly string[],
  at: Date,
): Promise<bigint[]> {
  return (await selectWithRoles(db, scope, scopeId, [...roles], at)).map((row) => row.personId);
}
