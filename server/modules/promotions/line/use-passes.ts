import { columns, statement, type Tx } from "#platform/db";

type Place = { dealId: bigint; personId: bigint };

const use = statement(
  "promotions.use_passes",
  `update promotions.entries e set state = 'used' from unnest($1::bigint[], $2::bigint[]) u (deal_id, person_id)
   where e.deal_id = u.deal_id and e.person_id = u.person_id and e.state = 'admitted'`,
);

/** They have bought with their passes: each lets in once. Who stands in no line of this deal is passed over. */
export const usePasses = async (tx: Tx, places: readonly Place[]): Promise<void> =>
  void (places.length > 0 && (await use(tx, ...columns(places, "dealId", "personId"))));
