import { clock } from "#platform/clock";
import { columns, statement, type Tx } from "#platform/db";
import { newId } from "#platform/ids";

export type Shipping = { orderId: bigint; lineId: bigint; quantity: number; actor: string; requestId: string };

const lockOf = statement(
  "inventory.lock_positions_to_ship",
  `select from inventory.positions p where (p.sku_id, p.place_id) in (
     select sku_id, place_id from inventory.reservations where order_id = any($1::bigint[]))
   order by p.sku_id, p.place_id for update`,
);
const known = statement<{ requestId: string }>(
  "inventory.known_requests",
  `select request_id as "requestId" from inventory.movements where request_id = any($1::text[])`,
);
const ship = statement<{ lineId: bigint }>(
  "inventory.consume_holds",
  `with given as (
     select * from unnest($1::bigint[], $2::bigint[], $3::int[], $4::text[], $5::text[], $6::bigint[])
       g (order_id, line_id, quantity, actor, request_id, id)
   ), gone as (
     update inventory.reservations r set shipped = r.shipped + g.quantity,
       state = case when r.shipped + g.quantity = r.quantity then 'consumed' else 'committed' end
     from given g
     where r.order_id = g.order_id and r.line_id = g.line_id and r.state = 'committed'
       and r.shipped + g.quantity <= r.quantity
     returning r.order_id, r.line_id, r.sku_id, r.place_id, g.quantity, g.actor, g.request_id, g.id
   ), sums as (
     select sku_id, place_id, sum(quantity)::int as quantity from gone group by sku_id, place_id
   ), moved as (
     update inventory.positions p set on_hand = p.on_hand - s.quantity, reserved = p.reserved - s.quantity from sums s
     where p.sku_id = s.sku_id and p.place_id = s.place_id
   ), written as (
     insert into inventory.movements (id, request_id, sku_id, place_id, kind, quantity, ref, actor, happened_at)
     select id, request_id, sku_id, place_id, 'ship', -quantity, 'order:' || order_id, actor, $7 from gone
   )
   select line_id as "lineId" from gone`,
);

/**
 * Handed over: pieces leave the place they were committed in, each line as one movement. A repeat of a line under the
 * same request id changes nothing. The caller has checked the quantities under the order's lock; more than is
 * committed is a fault.
 */
export async function consumeHolds(tx: Tx, shippings: readonly Shipping[]): Promise<void> {
  if (shippings.length === 0) return;
  const named = shippings.map((line) => ({ ...line, requestId: `ship:${line.requestId}:${line.lineId}`, id: newId() }));
  await lockOf(tx, [...new Set(named.map(({ orderId }) => orderId))]);
  const before = new Set((await known(tx, ...columns(named, "requestId"))).map(({ requestId }) => requestId));
  const fresh = named.filter(({ requestId }) => !before.has(requestId));
  if (fresh.length === 0) return;
  const written = columns(fresh, "orderId", "lineId", "quantity", "actor", "requestId", "id");
  const gone = await ship(tx, ...written, clock.now());
  if (gone.length !== fresh.length) throw new Error("shipped more than was committed");
}
