import { clock } from "#platform/clock";
import { columns, type Db, statement, transact, type Tx } from "#platform/db";
import { newId } from "#platform/ids";
import type { Outcome } from "#platform/refusal";
import { lockSkuPositions } from "../slices/lock-sku-positions.ts";
import { AHEAD_MAX, findOpenWaits, type Wait, type Waiter, waiterKey } from "./wait-rows.ts";

export type Wish = Waiter & { quantity: number };

type Line = {
  productId: bigint;
  skuId: bigint;
  dealId: bigint | null;
  left: number;
  isOpen: boolean;
  isOfLine: boolean;
  waiting: number;
};

const lines = statement<Line>(
  "inventory.lines_to_join",
  `select (select product_id from inventory.sku_products s where s.sku_id = k.sku_id) as "productId",
     k.sku_id as "skuId", k.slice_id as "dealId", bool_or(p.is_open) as "isOpen",
     exists (select from inventory.slices l join inventory.reservations r
       on r.sku_id = l.sku_id and r.place_id = l.place_id and r.state = 'held'
       where l.place_id = k.slice_id and l.has_line
         and not exists (select from inventory.waits o where o.id = r.order_id)) as "isOfLine",
     coalesce(sum(p.on_hand - p.reserved) filter (where p.is_open), 0)::int as left,
     (select count(*)::int from (select from inventory.waits a where a.state = 'waiting' and a.sku_id = k.sku_id
        and coalesce(a.slice_id, 0) = coalesce(k.slice_id, 0) limit ${AHEAD_MAX}) f) as waiting
   from (select distinct * from unnest($1::bigint[], $2::bigint[]) u (sku_id, slice_id)) k
   join inventory.positions p on p.sku_id = k.sku_id
     and case when k.slice_id is null then not p.is_slice else p.is_slice and p.place_id = k.slice_id end
   group by k.sku_id, k.slice_id`,
);
const join = statement(
  "inventory.join_waits",
  `insert into inventory.waits (id, sku_id, slice_id, person_id, quantity, state, asked_at)
   select *, 'waiting', $6 from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::int[])`,
);

const lineKey = ({ skuId, dealId }: Pick<Line, "skuId" | "dealId">): string => `${skuId}|${dealId ?? ""}`;

/**
 * Each waits for pieces of something sold out, or of a sold-out deal, behind those who came before; whoever waits or
 * has an offer already keeps that one. Refuses `inventory.not_found`, `inventory.slice_closed` for a deal that is
 * over, `inventory.not_sold_out {skuId, left}` when there is something to buy, and `inventory.has_line {dealId}` while
 * what unpaid orders may give back belongs to a line: nobody overtakes it.
 */
export async function joinWaits(db: Db | Tx, wishes: readonly Wish[]): Promise<Outcome<Wait>[]> {
  return transact(db, async (tx) => {
    // Nothing comes back while we look: else somebody could wait beside a piece that nobody is offered.
    await lockSkuPositions(
      tx,
      wishes.map(({ skuId }) => skuId),
    );
    const found = new Map(
      (await lines(tx, ...columns(wishes, "skuId", "dealId"))).map((line) => [lineKey(line), line]),
    );
    const waits = await findOpenWaits(tx, wishes);
    const joined: (Wait & { personId: bigint })[] = [];
    const outcomes = wishes.map((wish): Outcome<Wait> => {
      const outcome = decide(wish, found.get(lineKey(wish)), waits.get(waiterKey(wish)));
      if (!("joins" in outcome)) return outcome;
      waits.set(waiterKey(wish), outcome.joins);
      joined.push({ ...outcome.joins, personId: wish.personId });
      return { ok: outcome.joins };
    });
    if (joined.length > 0)
      await join(tx, ...columns(joined, "id", "skuId", "dealId", "personId", "quantity"), clock.now());
    return outcomes;
  });
}

function decide(
  { skuId, dealId, quantity }: Wish,
  line: Line | undefined,
  kept: Wait | undefined,
): Outcome<Wait> | { joins: Wait } {
  if (!line) return { refused: "inventory.not_found", details: {} };
  if (!line.isOpen) return { refused: "inventory.slice_closed", details: {} };
  if (kept) return { ok: kept };
  if (line.left > 0) return { refused: "inventory.not_sold_out", details: { skuId: String(skuId), left: line.left } };
  const ahead = Math.min(line.waiting, AHEAD_MAX);
  if (line.isOfLine) return { refused: "inventory.has_line", details: { dealId: String(dealId) } };
  line.waiting += 1;
  const { productId } = line;
  return { joins: { id: newId(), productId, skuId, dealId, state: "waiting", quantity, ahead, offeredUntil: null } };
}
