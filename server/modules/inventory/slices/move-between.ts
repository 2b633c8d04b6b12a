import { clock } from "#platform/clock";
import { columns, statement, type Tx } from "#platform/db";
import { newId } from "#platform/ids";

/** Pieces that go from one place of a SKU to another: two movements that add up to nothing. */
export type Carry = {
  skuId: bigint;
  fromId: bigint;
  toId: bigint;
  quantity: number;
  ref: string;
  actor: string;
  requestId: string;
};

// Several may leave or reach the same place at once: a place is changed once, by the sum.
const carry = statement<{ skuId: bigint; placeId: bigint; step: number; left: number }>(
  "inventory.move_between",
  `with given as (
     select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::int[], $5::text[], $6::text[], $7::text[],
       $8::bigint[], $9::bigint[]) g (sku_id, from_id, to_id, quantity, ref, actor, request_id, out_id, in_id)
   ), ends as (
     select sku_id, from_id as place_id, -quantity as step, ref, actor, request_id || ':out' as request_id, out_id as id
     from given
     union all
     select sku_id, to_id, quantity, ref, actor, request_id || ':in', in_id from given
   ), written as (
     insert into inventory.movements (id, request_id, sku_id, place_id, kind, quantity, ref, actor, happened_at)
     select id, request_id, sku_id, place_id, 'move', step, ref, actor, $10 from ends
   ), sums as (
     select sku_id, place_id, sum(step)::int as step from ends group by sku_id, place_id
   )
   update inventory.positions p set on_hand = p.on_hand + s.step from sums s
   where p.sku_id = s.sku_id and p.place_id = s.place_id
   returning p.sku_id as "skuId", p.place_id as "placeId", s.step, p.on_hand - p.reserved as left`,
);

/** The caller holds both places' locks and has looked that so many pieces are free; the table's guard stands behind. */
export async function moveBetween(tx: Tx, carries: readonly Carry[]): Promise<void> {
  if (carries.length === 0) return;
  const named = carries.map((one) => ({ ...one, outId: newId(), inId: newId() }));
  const given = columns(named, "skuId", "fromId", "toId", "quantity", "ref", "actor", "requestId", "outId", "inId");
  const changed = await carry(tx, ...given, clock.now());
  const ends = new Set(named.flatMap(({ skuId, fromId, toId }) => [`${skuId}|${fromId}`, `${skuId}|${toId}`]));
  if (changed.length !== ends.size) throw new Error("moved stock between places that are not there");
}
