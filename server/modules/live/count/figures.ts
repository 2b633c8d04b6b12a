import type { z } from "zod";
import type { roomFigures } from "#contract/live-shapes";
import { readCards } from "#modules/catalog";
import { clock } from "#platform/clock";
import { type Db, statement, type Tx } from "#platform/db";
import { ONLINE_SECONDS } from "../line/presence.ts";

export type Figures = z.output<typeof roomFigures>;

const counted = statement<{ viewers: number; views: number; seconds: number }>(
  "live.figures_visits",
  `select count(*)::int as viewers, coalesce(sum(views), 0)::int as views, coalesce(sum(seconds), 0)::int as seconds
   from live.visits where room_id = $1 and seconds >= 3`,
);
const shown = statement<{ online: number; peak: number; likes: number; comments: number }>(
  "live.figures_room",
  `select (select coalesce(sum(online), 0)::int from live.presence where room_id = r.id and seen_at > $2) as online,
     (select coalesce(max(online), 0)::int from live.minutes where room_id = r.id) as peak,
     r.likes::int as likes,
     (select count(*)::int from live.messages where room_id = r.id and removed_at is null
       and badge in ('viewer', 'buyer')) as comments
   from live.rooms r where r.id = $1`,
);
const sold = statement<{ orders: number; buyers: number; gross: bigint; refunded: bigint }>(
  "live.figures_sales",
  `select count(*)::int as orders, count(distinct buyer_id)::int as buyers,
     coalesce(sum(paid_fen), 0)::bigint as gross, coalesce(sum(refunded_fen), 0)::bigint as refunded
   from live.sales where room_id = $1 and paid_at is not null`,
);
const acted = statement<{ exposed: number; clicked: number }>(
  "live.figures_actions",
  `select count(distinct visitor) filter (where kind = 'exposure')::int as exposed,
     count(distinct visitor) filter (where kind = 'click')::int as clicked
   from live.item_actions where room_id = $1`,
);
type ProductRow = {
  productId: bigint;
  exposureUsers: number;
  clickUsers: number;
  payUsers: number;
  orders: number;
  gmvFen: bigint;
};
const perProduct = statement<ProductRow>(
  "live.figures_products",
  `with seen as (select product_id, count(*) filter (where kind = 'exposure')::int as exposed,
       count(*) filter (where kind = 'click')::int as clicked
     from live.item_actions where room_id = $1 group by 1),
   paid as (select l.product_id, count(distinct s.buyer_id)::int as buyers, count(distinct s.order_id)::int as orders,
       sum(l.paid_fen)::bigint as fen
     from live.sales s join live.sale_lines l using (order_id)
     where s.room_id = $1 and s.paid_at is not null group by 1),
   shelf as (select product_id, number from live.shelf_items where room_id = $1)
   select product_id as "productId", coalesce(seen.exposed, 0) as "exposureUsers",
     coalesce(seen.clicked, 0) as "clickUsers", coalesce(paid.buyers, 0) as "payUsers",
     coalesce(paid.orders, 0) as orders, coalesce(paid.fen, 0)::bigint as "gmvFen"
   from shelf full join seen using (product_id) full join paid using (product_id)
   order by coalesce(paid.fen, 0) desc, shelf.number, product_id`,
);
const curve = statement<{ at: Date; online: number }>(
  "live.figures_curve",
  `select at, online from live.minutes where room_id = $1 order by at`,
);

/** Four decimals of a share; nothing of nothing is nothing. */
const share = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 10_000);

/** A room's figures from its rows, as docs/metrics.md defines them. */
export async function countFigures(db: Db | Tx, roomId: bigint): Promise<Figures> {
  const since = new Date(clock.now().getTime() - ONLINE_SECONDS * 1000);
  const [visits] = await counted(db, roomId);
  const [room] = await shown(db, roomId, since);
  const [sales] = await sold(db, roomId);
  const [actions] = await acted(db, roomId);
  const { viewers, views, seconds } = visits!;
  const { gross, refunded, orders, buyers } = sales!;
  const rows = await perProduct(db, roomId);
  const cards = await readCards(
    db,
    rows.map(({ productId }) => productId),
  );
  return {
    viewers,
    views,
    ...room!,
    averageSeconds: viewers === 0 ? 0 : Math.round(seconds / viewers),
    orders,
    buyers,
    gmvGrossFen: gross,
    gmvNetFen: gross - refunded,
    gpmFen: views === 0 ? 0n : (gross * 1000n) / BigInt(views),
    clickRate: share(actions!.clicked, actions!.exposed),
    conversionRate: share(buyers, actions!.clicked),
    products: rows.map((row) => {
      const { titleZh = "", titleEn = "" } = cards.get(row.productId) ?? {};
      return { ...row, titleZh, titleEn };
    }),
    curve: await curve(db, roomId),
  };
}
