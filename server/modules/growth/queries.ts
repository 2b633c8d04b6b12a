import { type Db, statement, type Tx } from "#platform/db";
import type { Period } from "./days.ts";

export type Sums = { gross: bigint; refunded: bigint; orders: number; buyers: number; newBuyers: number };
const sums = statement<Sums>(
  "growth.sums",
  `select coalesce(sum(paid_fen), 0)::bigint as gross, coalesce(sum(refunded_fen), 0)::bigint as refunded,
     count(*)::int as orders, count(distinct buyer_id)::int as buyers,
     (count(*) filter (where is_first))::int as "newBuyers"
   from growth.order_facts where paid_at >= $1 and paid_at < $2`,
);
export type DaySums = { day: string; gross: bigint; net: bigint; orders: number; newBuyers: number };
const byDay = statement<DaySums>(
  "growth.by_day",
  `select to_char(paid_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day, sum(paid_fen)::bigint as gross,
     sum(paid_fen - refunded_fen)::bigint as net, count(*)::int as orders,
     (count(*) filter (where is_first))::int as "newBuyers"
   from growth.order_facts where paid_at >= $1 and paid_at < $2 group by 1`,
);
export type Part = { key: string; gmvFen: bigint; orders: number };
const TOP = 10;
const partsBy = (column: "channel" | "scene" | "shop_id" | "creator_id" | "room_id") =>
  statement<Part>(
    `growth.by_${column}`,
    `select ${column}::text as key, sum(paid_fen)::bigint as "gmvFen", count(*)::int as orders
     from growth.order_facts where paid_at >= $1 and paid_at < $2 and ${column} is not null
     group by 1 order by 2 desc, 1 limit ${TOP}`,
  );
const parts = {
  channel: partsBy("channel"),
  scene: partsBy("scene"),
  shop: partsBy("shop_id"),
  creator: partsBy("creator_id"),
  room: partsBy("room_id"),
};

export const readSums = async (db: Db | Tx, { from, to }: Period): Promise<Sums> => (await sums(db, from, to))[0]!;
export const readDays = (db: Db | Tx, { from, to }: Period): Promise<DaySums[]> => byDay(db, from, to);
export const readParts = (db: Db | Tx, by: keyof typeof parts, { from, to }: Period): Promise<Part[]> =>
  parts[by](db, from, to);
