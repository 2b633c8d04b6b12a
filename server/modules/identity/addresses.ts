import { clock } from "#platform/clock";
import { type Db, statement, together, transact, type Tx } from "#platform/db";
import { newId } from "#platform/ids";
import { Refusal } from "#platform/refusal";
import type { Vault } from "#platform/vault";

const ADDRESSES_MAX = 20;

export type Receiver = { name: string; phone: string; street: string; regionCodes: string[]; regionNames: string[] };
export type Address = Receiver & { id: bigint; isDefault: boolean };
export type AddressDraft = Receiver & { isDefault: boolean };

type Row = {
  id: bigint;
  personId: bigint;
  sealed: Buffer;
  regionCodes: string[];
  regionNames: string[];
  isDefault: boolean;
};
const COLUMNS = `id, person_id as "personId", sealed, region_codes as "regionCodes", region_names as "regionNames", is_default as "isDefault"`;
const list = statement<Row>(
  "identity.list_addresses",
  `select ${COLUMNS} from identity.addresses where person_id = $1 order by is_default desc, id desc`,
);
const readMany = statement<Row>(
  "identity.read_addresses",
  `select ${COLUMNS} from identity.addresses where id = any($1::bigint[])`,
);
const turn = statement("identity.address_turn", `select id from identity.people where id = $1 for update`);
const undefault = statement(
  "identity.address_undefault",
  `update identity.addresses set is_default = false where person_id = $1 and is_default`,
);
const insert = statement(
  "identity.insert_address",
  `insert into identity.addresses (id, person_id, sealed, region_codes, region_names, is_default, created_at)
   values ($1, $2, $3, $4, $5, $6, $7)`,
);
const update = statement<{ id: bigint }>(
  "identity.update_address",
  `update identity.addresses set sealed = $3, region_codes = $4, region_names = $5, is_default = $6
   where id = $1 and person_id = $2 returning id`,
);
const remove = statement<{ id: bigint }>(
  "identity.remove_address",
  `delete from identity.addresses where id = $1 and person_id = $2 returning id`,
);

const placeOf = (id: bigint): string => `identity.addresses|sealed|${id}`;
const sealed = (vault: Vault, id: bigint, { name, phone, street }: Receiver): Buffer =>
  vault.seal(placeOf(id), JSON.stringify({ name, phone, street }));
const opened = (vault: Vault, { sealed: text, personId: _, ...row }: Row): Address => ({
  ...row,
  ...(JSON.parse(vault.open(placeOf(row.id), text)) as { name: string; phone: string; street: string }),
});

export const listAddresses = async (db: Db | Tx, vault: Vault, personId: bigint): Promise<Address[]> =>
  (await list(db, personId)).map((row) => opened(vault, row));

/** Addresses by id with their owner: the caller compares, since a stranger's address is as unknown as none. */
export async function readAddressesByIds(
  db: Db | Tx,
  vault: Vault,
  ids: readonly bigint[],
): Promise<Map<bigint, Address & { personId: bigint }>> {
  const rows = ids.length > 0 ? await readMany(db, [...new Set(ids)]) : [];
  return new Map(rows.map((row) => [row.id, { ...opened(vault, row), personId: row.personId }]));
}

/** One of the person's own addresses, or nothing. */
export async function readAddress(
  db: Db | Tx,
  vault: Vault,
  personId: bigint,
  addressId: bigint,
): Promise<Address | undefined> {
  const found = (await readAddressesByIds(db, vault, [addressId])).get(addressId);
  return found?.personId === personId ? found : undefined;
}

/** Keeps a new address; the first is the default. At most twenty. */
export async function addAddress(db: Db, vault: Vault, personId: bigint, draft: AddressDraft): Promise<Address> {
  return transact(db, async (tx) => {
    await turn(tx, personId);
    const kept = await list(tx, personId);
    if (kept.length >= ADDRESSES_MAX) throw new Refusal("identity.address_limit", { max: ADDRESSES_MAX });
    const isDefault = draft.isDefault || kept.length === 0;
    if (isDefault) await undefault(tx, personId);
    const id = newId();
    await insert(
      tx,
      id,
      personId,
      sealed(vault, id, draft),
      draft.regionCodes,
      draft.regionNames,
      isDefault,
      clock.now(),
    );
    return { ...draft, id, isDefault };
  });
}

export async function changeAddress(
  db: Db,
  vault: Vault,
  personId: bigint,
  id: bigint,
  draft: AddressDraft,
): Promise<Address> {
  return transact(db, async (tx) => {
    const text = sealed(vault, id, draft);
    const [, , changed] = await together(
      turn(tx, personId),
      draft.isDefault ? undefault(tx, personId) : Promise.resolve([]),
      update(tx, id, personId, text, draft.regionCodes, draft.regionNames, draft.isDefault),
    );
    if (changed.length === 0) throw new Refusal("identity.address_not_found");
    return { ...draft, id };
  });
}

export async function removeAddress(db: Db, personId: bigint, id: bigint): Promise<void> {
  if ((await remove(db, id, personId)).length === 0) throw new Refusal("identity.address_not_found");
}
