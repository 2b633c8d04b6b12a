import { clock } from "#platform/clock";
import { columns, type Db, statement, together, transact, type Tx } from "#platform/db";
import { newId } from "#platform/ids";
import { type Outcome, Refusal } from "#platform/refusal";
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
const insert = statement(
  "identity.insert_address",
  `insert into identity.addresses (id, person_id, sealed, region_codes, region_names, is_default, created_at)
   values ($1, $2, $3, $4, $5, $6, $7)`,
);
const turns = statement(
  "identity.address_turns",
  `select id from identity.people where id = any($1::bigint[]) order by id for update`,
);
const undefaults = statement(
  "identity.address_undefaults",
  `update identity.addresses set is_default = false where person_id = any($1::bigint[]) and is_default`,
);
// An array per row would be flattened by unnest: the regions travel as JSON.
const update = statement<Owned>(
  "identity.update_addresses",
  `update identity.addresses a set sealed = c.sealed, is_default = c.is_default,
     region_codes = array(select jsonb_array_elements_text(c.codes)),
     region_names = array(select jsonb_array_elements_text(c.names))
   from unnest($1::bigint[], $2::bigint[], $3::bytea[], $4::jsonb[], $5::jsonb[], $6::boolean[])
     c (id, person_id, sealed, codes, names, is_default)
   where a.id = c.id and a.person_id = c.person_id returning a.id, a.person_id as "personId"`,
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
    await turns(tx, [personId]);
    const kept = await list(tx, personId);
    if (kept.length >= ADDRESSES_MAX) throw new Refusal("identity.address_limit", { max: ADDRESSES_MAX });
    const isDefault = draft.isDefault || kept.length === 0;
    if (isDefault) await undefaults(tx, [personId]);
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

type Owned = { id: bigint; personId: bigint };
/** A stranger who names somebody's address names none. */
const ownedKey = ({ id, personId }: Owned): string => `${personId}:${id}`;

export type AddressChange = { personId: bigint; id: bigint; draft: AddressDraft };

/** Writes addresses anew, each whole; of two changes of one address the later stays. Refuses `identity.address_not_found`. */
export async function changeAddresses(
  db: Db,
  vault: Vault,
  changes: readonly AddressChange[],
): Promise<Outcome<Address>[]> {
  const last = [...new Map(changes.map((change) => [ownedKey(change), change])).values()];
  const rows = last.map(({ personId, id, draft }) => ({
    ...{ personId, id, isDefault: draft.isDefault, sealed: sealed(vault, id, draft) },
    codes: JSON.stringify(draft.regionCodes),
    names: JSON.stringify(draft.regionNames),
  }));
  const people = [...new Set(last.map(({ personId }) => personId))];
  // One default each: of several in one batch the last one is it.
  const defaults = new Map(last.filter(({ draft }) => draft.isDefault).map(({ personId, id }) => [personId, id]));
  const written = rows.map((row) => ({ ...row, isDefault: defaults.get(row.personId) === row.id }));
  const changed = await transact(db, async (tx) => {
    const [, , ids] = await together(
      turns(tx, people),
      defaults.size > 0 ? undefaults(tx, [...defaults.keys()]) : Promise.resolve([]),
      update(tx, ...columns(written, "id", "personId", "sealed", "codes", "names", "isDefault")),
    );
    return new Set(ids.map(ownedKey));
  });
  return changes.map((change) =>
    changed.has(ownedKey(change))
      ? { ok: { ...change.draft, id: change.id } }
      : { refused: "identity.address_not_found", details: {} },
  );
}

export async function removeAddress(db: Db, personId: bigint, id: bigint): Promise<void> {
  if ((await remove(db, id, personId)).length === 0) throw new Refusal("identity.address_not_found");
}
