import type { RoomMessage } from "#contract/room-stream";
import { readSkusForSale } from "#modules/catalog";
import { readPeople } from "#modules/identity";
import { statement, type Tx } from "#platform/db";
import type { Consumer, Event } from "#platform/events";
import { freshenProducts } from "../shelf/freshen-products.ts";
import { maskedName } from "../shelf/masked-name.ts";
import { bookSales } from "./book-sales.ts";
import { rewriteSummaries } from "./summary.ts";
import { tellRoom } from "../tell-room.ts";

const known = statement<{ id: bigint }>("live.known_rooms", `select id from live.rooms where id = any($1::bigint[])`);
type Line = { productId: string };
type Told = {
  buyerId: string;
  roomId: string | null;
  productId: string;
  productIds: string[];
  skuIds: string[];
  lines: Line[];
};
const bigints = (digits: readonly string[]): bigint[] => digits.map(BigInt);
const toldBy = ({ payload }: Event): Told => payload as unknown as Told;
const productsOf = (lines: readonly Line[]): bigint[] => [...new Set(lines.map((line) => BigInt(line.productId)))];

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
  const ours = events.filter((event) => rooms.has(BigInt(toldBy(event).roomId ?? 0)));
  await bookSales(tx, ours);
  const changed = new Set(
    ours.flatMap((event) => (event.topic === "orders.placed" ? [] : [BigInt(toldBy(event).roomId!)])),
  );
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
