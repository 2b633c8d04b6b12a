import { clock } from "#platform/clock";
import { readUploads } from "#modules/media";
import { checkText } from "#modules/safety";
import { type Db, statement, transact, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import { Refusal } from "#platform/refusal";
import { fileUrl } from "#platform/storage";
import type { Vault } from "#platform/vault";
import { type CreatorCard, readCreators } from "./people.ts";
import { requireRealName } from "./roles.ts";

type Person = {
  id: bigint;
  nickname: string;
  avatarKey: string | null;
  phoneSealed: Buffer;
  realNameLevel: number;
  creatorName: string | null;
};
const selectMe = statement<Person>(
  "identity.read_me",
  `select p.id, p.nickname, p.avatar_key as "avatarKey", p.phone_sealed as "phoneSealed",
     p.real_name_level as "realNameLevel", c.name as "creatorName"
   from identity.people p left join identity.creators c on c.person_id = p.id where p.id = $1`,
);
const selectRoles = statement<{ scope: string; scopeId: bigint; role: string }>(
  "identity.read_roles",
  `select scope, scope_id as "scopeId", role from identity.role_grants
   where person_id = $1 and (until is null or until > $2) order by scope, scope_id, role`,
);
const updatePerson = statement(
  "identity.update_person",
  `update identity.people set nickname = coalesce($2, nickname), avatar_key = coalesce($3, avatar_key) where id = $1`,
);
const upsertCreator = statement(
  "identity.upsert_creator",
  `insert into identity.creators (person_id, name, bio, avatar_key, created_at) values ($1, $2, $3, $4, $5)
   on conflict (person_id) do update set name = excluded.name, bio = excluded.bio,
     avatar_key = coalesce(excluded.avatar_key, identity.creators.avatar_key)`,
);

export type Me = {
  id: bigint;
  nickname: string;
  avatarUrl: string | null;
  phoneMasked: string;
  realNameLevel: number;
  isCreator: boolean;
  creatorName: string | null;
  shops: { shopId: bigint; role: string }[];
  platformRoles: string[];
};

/** A person as they see themselves; the phone stays masked even here. */
export async function readMe(db: Db | Tx, vault: Vault, personId: bigint): Promise<Me> {
  const [person] = await selectMe(db, personId);
  if (!person) throw new Refusal("request.unknown_caller");
  const roles = await selectRoles(db, personId, clock.now());
  const phone = vault.open(`identity.people|phone|${personId}`, person.phoneSealed);
  return {
    id: person.id,
    nickname: person.nickname,
    avatarUrl: person.avatarKey === null ? null : fileUrl(person.avatarKey),
    phoneMasked: `${phone.slice(0, 3)}******${phone.slice(-2)}`,
    realNameLevel: person.realNameLevel,
    isCreator: person.creatorName !== null,
    creatorName: person.creatorName,
    shops: roles.filter(({ scope }) => scope === "shop").map(({ scopeId, role }) => ({ shopId: scopeId, role })),
    platformRoles: roles.filter(({ scope }) => scope === "platform").map(({ role }) => role),
  };
}

async function avatarKeyOf(db: Db | Tx, personId: bigint, uploadId: bigint | undefined): Promise<string | null> {
  if (uploadId === undefined) return null;
  const upload = (await readUploads(db, personId, [uploadId])).get(uploadId);
  if (!upload) throw new Refusal("media.not_found");
  return upload.storageKey;
}

export type Change = { nickname?: string | undefined; avatarUploadId?: bigint | undefined };

export async function changeMe(db: Db | Tx, personId: bigint, change: Change): Promise<void> {
  const nickname = change.nickname === undefined ? null : await checkText(db, change.nickname);
  await updatePerson(db, personId, nickname, await avatarKeyOf(db, personId, change.avatarUploadId));
}

export type Channel = { name: string; bio: string; avatarUploadId?: bigint | undefined };

/** Opens the person's channel, or renames it. Needs real-name level 2. */
export async function becomeCreator(db: Db, personId: bigint, channel: Channel): Promise<CreatorCard> {
  return transact(db, async (tx) => {
    await requireRealName(tx, personId, 2);
    const [name, bio] = [await checkText(tx, channel.name), await checkText(tx, channel.bio)];
    await upsertCreator(tx, personId, name, bio, await avatarKeyOf(tx, personId, channel.avatarUploadId), clock.now());
    await emit(tx, "identity.creator_opened", [{ personId }]);
    return (await readCreators(tx, [personId])).get(personId)!;
  });
}
