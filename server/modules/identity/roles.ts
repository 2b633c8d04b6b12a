import { type Permission, rolesWith, shopPermissions } from "#contract/permissions";
import { clock } from "#platform/clock";
import { type Db, statement, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import { newId } from "#platform/ids";
import { Refusal } from "#platform/refusal";
import { peopleWithRoles } from "./people.ts";

const holds = statement<{ id: bigint }>(
  "identity.holds_role",
  `select id from identity.role_grants where person_id = $1 and scope = $2 and scope_id = $3 and role = any($4::text[])
     and (until is null or until > $5) limit 1`,
);
const insert = statement(
  "identity.grant_role",
  `insert into identity.role_grants (id, person_id, scope, scope_id, role, granted_by, created_at)
   values ($1, $2, $3, $4, $5, $6, $7) on conflict (person_id, scope, scope_id, role) do nothing`,
);
const levelOf = statement<{ level: number; band: string }>(
  "identity.real_name_level",
  `select real_name_level as level, age_band as band from identity.people where id = $1`,
);
const isCreator = statement<{ personId: bigint }>(
  "identity.is_creator",
  `select person_id as "personId" from identity.creators where person_id = $1`,
);

/** May this person do this, in this shop or (no shop) on the platform? */
export async function allows(
  db: Db,
  personId: bigint,
  permission: Permission,
  shopId: bigint | undefined,
): Promise<boolean> {
  const scope = permission in shopPermissions ? "shop" : "platform";
  if (scope === "shop" && shopId === undefined) return false;
  const scopeId = scope === "shop" ? shopId! : 0n;
  return (await holds(db, personId, scope, scopeId, [...rolesWith(permission)], clock.now())).length > 0;
}

export type Grant = { personId: bigint; scope: "shop" | "platform"; scopeId: bigint; role: string; by: bigint };

/** Gives a role; giving it again changes nothing. A shop has exactly one owner. */
export async function grantRole(tx: Tx, { personId, scope, scopeId, role, by }: Grant): Promise<void> {
  await insert(tx, newId(), personId, scope, scopeId, role, by, clock.now());
  await emit(tx, "identity.role_granted", [{ personId, scope, scopeId, role }]);
}

/** Everybody who may do this, to be told about it. */
export async function peopleWith(db: Db | Tx, permission: Permission, shopId?: bigint): Promise<bigint[]> {
  const scope = permission in shopPermissions ? "shop" : "platform";
  return peopleWithRoles(db, scope, scope === "shop" ? (shopId ?? 0n) : 0n, rolesWith(permission), clock.now());
}

/** Refuses `identity.real_name_required {need, have}` below the level; 2 earns, 3 hosts and owns. */
export async function requireRealName(db: Db | Tx, personId: bigint, need: 2 | 3): Promise<void> {
  const [person] = await levelOf(db, personId);
  const have = person?.level ?? 0;
  if (have < need) throw new Refusal("identity.real_name_required", { need, have });
}

/** Refuses `identity.not_creator` for who has no channel. */
export async function requireCreator(db: Db | Tx, personId: bigint): Promise<void> {
  if ((await isCreator(db, personId)).length === 0) throw new Refusal("identity.not_creator");
}
