import { columns, statement, type Tx } from "#platform/db";

type Place = { dealId: bigint; personId: bigint };

const read = statement<Place>(
  "promotions.read_admitted",
  `select e.deal_id as "dealId", e.person_id as "personId" from unnest($1::bigint[], $2::bigint[]) a (deal_id, person_id)
   join promotions.entries e using (deal_id, person_id) where e.state = 'admitted'`,
);

/** Who of these was let in and has not bought with it yet. Under the deal's stock lock it stays true: only the counter uses a pass. */
export const readAdmitted = async (tx: Tx, places: readonly Place[]): Promise<Place[]> =>
  places.length > 0 ? read(tx, ...columns(places, "dealId", "personId")) : [];
