import { columns, statement, type Tx } from "#platform/db";
import type { Consumer, Event } from "#platform/events";

const insert = statement(
  "growth.insert_facts",
  `insert into growth.order_facts
     (order_id, buyer_id, shop_id, creator_id, room_id, channel, scene, paid_fen, is_first, paid_at)
   select order_id, buyer_id, shop_id, creator_id, room_id, channel, scene, paid_fen, false, paid_at
   from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[], $7::text[],
     $8::bigint[], $9::timestamptz[])
     u (order_id, buyer_id, shop_id, creator_id, room_id, channel, scene, paid_fen, paid_at)
   on conflict (order_id) do nothing`,
);
// An order that was paid earlier may be heard of later: the first of a buyer is found again each time.
const markFirst = statement(
  "growth.mark_first",
  `update growth.order_facts f set is_first = (f.order_id = first.order_id)
   from (select distinct on (buyer_id) buyer_id, order_id from growth.order_facts
     where buyer_id = any($1::bigint[]) order by buyer_id, paid_at, order_id) first
   where f.buyer_id = first.buyer_id and f.is_first is distinct from (f.order_id = first.order_id)`,
);
const refund = statement(
  "growth.note_refunds",
  `update growth.order_facts f set refunded_fen = f.refunded_fen + r.fen
   from (select order_id, sum(fen) as fen from unnest($1::bigint[], $2::bigint[]) u (order_id, fen) group by 1) r
   where f.order_id = r.order_id`,
);

const idOf = (digits: unknown): bigint | null => (typeof digits === "string" ? BigInt(digits) : null);

const factOf = ({ payload }: Event) => ({
  orderId: idOf(payload["orderId"]),
  buyerId: idOf(payload["buyerId"]),
  shopId: idOf(payload["shopId"]),
  creatorId: idOf(payload["creatorId"]),
  roomId: idOf(payload["roomId"]),
  channel: String(payload["channel"]),
  scene: String(payload["scene"]),
  paidFen: idOf(payload["payableFen"]),
  paidAt: new Date(String(payload["paidAt"])),
});

async function onPaid(tx: Tx, events: readonly Event[]): Promise<void> {
  const facts = events.map(factOf);
  await insert(
    tx,
    ...columns(facts, "orderId", "buyerId", "shopId", "creatorId", "roomId", "channel", "scene", "paidFen", "paidAt"),
  );
  await markFirst(
    tx,
    facts.map(({ buyerId }) => buyerId),
  );
}

/** Every paid order is one fact; refunds take from it. The population of every figure here. */
export const factsConsumer: Consumer = {
  name: "growth.facts",
  topics: ["orders.paid", "orders.refunded"],
  handle: async (tx, events) => {
    const paid = events.filter(({ topic }) => topic === "orders.paid");
    if (paid.length > 0) await onPaid(tx, paid);
    const refunds = events.filter(({ topic }) => topic === "orders.refunded");
    if (refunds.length > 0)
      await refund(
        tx,
        refunds.map(({ payload }) => idOf(payload["orderId"])),
        refunds.map(({ payload }) => idOf(payload["fen"])),
      );
  },
};
