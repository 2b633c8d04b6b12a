import type { RoomMessage } from "#contract/room-stream";
import { readSkusForSale } from "#modules/catalog";
import { readPeople } from "#modules/identity";
import { statement, type Tx } from "#platform/db";
import type { Consumer, Event } from "#platform/events";
import { freshenProducts } from "../shelf/freshen-products.ts";
import { maskedName } from "../shelf/masked-name.ts";
import { rewriteSummaries } from "./summary.ts";
import { tellRoom } from "../tell-room.ts";

const known = statement<{ id: bigint }>("live.known_rooms", `select id from live.rooms where id = any($1::bigint[])`);
const place = statement(
  "live.note_placed",
  `insert into live.sales (order_id, room_id, buyer_id, product_ids, placed_fen, placed_at)
   values ($1, $2, $3, $4, $5, $6) on conflict (order_id) do nothing`,
);
const pay = statement(
  "live.note_paid",
  `insert into live.sales as s (order_id, room_id, buyer_id, product_ids, placed_fen, paid_fen, placed_at, paid_at)
   values ($1, $2, $3, $4, $5, $5, $6, $6)
   on conflict (order_id) do update set paid_fen = excluded.paid_fen, paid_at = excluded.paid_at`,
);
const payLines = statement(
  "live.note_paid_lines",
  `insert into live.sale_lines (order_id, line_id, product_id, paid_fen)
   select $1, line_id, product_id, paid_fen from unnest($2::bigint[], $3::bigint[], $4::bigint[])
     u (line_id, product_id, paid_fen) on conflict do nothing`,
);
const refund = statement<{ productIds: bigint[] }>(
  "live.note_refunded",
  `update live.sales set refunded_fen = refunded_fen + $2 where order_id = $1 returning product_ids as "productIds"`,
);

type Line = { lineId: string; productId: string; paidFen: string };
type Told = {
  orderId: string;
  buyerId: string;
  payableFen: string;
  fen: string;
  paidAt: string;
  roomId: string | null;
  productId: string;
  productIds: string[];
  skuIds: string[];
  lines: Line[];
};
const bigints = (digits: readonly string[]): bigint[] => digits.map(BigInt);
const toldBy = ({ payload }: Event): Told => payload as unknown as Told;
const productsOf = (lines: readonly Line[]): bigint[] => [...new Set(lines.map((line) => BigInt(line.productId)))];

/** The room's own book of the orders that name it. */
async function book(tx: Tx, { topic, happenedAt }: Event, told: Told): Promise<void> {
  const orderId = BigInt(told.orderId);
  const about = [orderId, BigInt(told.roomId!), BigInt(told.buyerId)] as const;
  if (topic === "orders.placed")
    await place(tx, ...about, bigints(told.productIds), BigInt(told.payableFen), happenedAt);
  else if (topic === "orders.paid") {
    await pay(tx, ...about, productsOf(told.lines), BigInt(told.payableFen), new Date(told.paidAt));
    const of = (name: keyof Line): bigint[] => told.lines.map((line) => BigInt(line[name]));
    await payLines(tx, orderId, of("lineId"), of("productId"), of("paidFen"));
  } else if (topic === "orders.refunded") await refund(tx, orderId, BigInt(told.fen));
}

/** Whose stock or price an event may have moved. */
function touched({ topic }: Event, told: Told): { productIds: bigint[]; skuIds: bigint[] } {
  if (topic === "orders.placed") return { productIds: bigints(told.productIds), skuIds: [] };
  if (topic === "orders.cancelled") return { productIds: [], skuIds: bigints(told.skuIds) };
  if (topic.startsWith("catalog.")) return { productIds: [BigInt(told.productId)], skuIds: [] };
  return { productIds: [], skuIds: [] };
}

async function notices(
  tx: Tx,
  events: readonly Event[],
  rooms: ReadonlySet<bigint>,
): Promise<Map<bigint, RoomMessage[]>> {
  const sold = events.filter(({ topic, payload }) => {
    return (topic === "orders.placed" || topic === "orders.paid") && payload["roomId"] !== null;
  });
  const people = await readPeople(
    tx,
    sold.map((event) => BigInt(toldBy(event).buyerId)),
  );
  const byRoom = new Map<bigint, RoomMessage[]>();
  for (const event of sold) {
    const told = toldBy(event);
    const roomId = BigInt(told.roomId!);
    const isPaid = event.topic === "orders.paid";
    const productId = isPaid ? productsOf(told.lines)[0] : bigints(told.productIds)[0];
    if (!rooms.has(roomId) || productId === undefined) continue;
    const who = maskedName(people.get(BigInt(told.buyerId))?.nickname);
    const notice: RoomMessage = { kind: "notice", what: isPaid ? "paid" : "placed", who, productId, count: 1 };
    byRoom.set(roomId, [...(byRoom.get(roomId) ?? []), notice]);
  }
  return byRoom;
}

const byId = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

async function onTrade(tx: Tx, events: Event[]): Promise<void> {
  const roomIds = events.flatMap((event) => (toldBy(event).roomId ? BigInt(toldBy(event).roomId!) : []));
  const rooms = new Set((roomIds.length > 0 ? await known(tx, roomIds) : []).map(({ id }) => id));
  const changed = new Set<bigint>();
  for (const event of events) {
    const told = toldBy(event);
    if (!told.roomId || !rooms.has(BigInt(told.roomId))) continue;
    await book(tx, event, told);
    if (event.topic !== "orders.placed") changed.add(BigInt(told.roomId));
  }
  const parts = events.map((event) => touched(event, toldBy(event)));
  const skus = await readSkusForSale(tx, [...new Set(parts.flatMap(({ skuIds }) => skuIds))]);
  const productIds = new Set([
    ...parts.flatMap((part) => part.productIds),
    ...[...skus.values()].map(({ productId }) => productId),
  ]);
  if (productIds.size > 0) await freshenProducts(tx, [...productIds]);
  const told = await notices(tx, events, rooms);
  for (const roomId of [...told.keys()].toSorted(byId)) await tellRoom(tx, roomId, told.get(roomId)!);
  await rewriteSummaries(tx, [...changed]);
}

/** What is sold reaches the rooms: stock, price, the masked notice, and the room's own book. */
export const tradeConsumer: Consumer = {
  name: "live.trade",
  topics: [
    "orders.placed",
    "orders.paid",
    "orders.cancelled",
    "orders.refunded",
    "catalog.price_changed",
    "catalog.listed",
    "catalog.delisted",
  ],
  handle: onTrade,
};
