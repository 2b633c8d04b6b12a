import { join } from "node:path";
import { announceRoom, clickProduct, createRoom as planRoom, endRoom } from "#contract/api/live";
import { sendLikes, sendMessage } from "#contract/api/live-chat";
import { makeStreamKey, pinProduct } from "#contract/api/live-desk";
import { createRoom, writeVisits } from "#modules/live";
import { noteStarted, noteStopped } from "#modules/media";
import { sql } from "kysely";
import { drawOne, type Drawing } from "../art/draw.ts";
import { roomPlans } from "../catalogue/creators.ts";
import { chatLines } from "../catalogue/people.ts";
import type { RoomPlan } from "../catalogue/types.ts";
import type { Chance } from "./chance.ts";
import type { Buyer, Cast } from "./people.ts";
import type { Market } from "./shops.ts";
import type { Teller } from "./teller.ts";

export const CLIP = join(import.meta.dirname, "../clip/host.flv");
const MINUTE = 60_000;

const after = (at: Date, ms: number): Date => new Date(at.getTime() + ms);
const coverFile = (plan: RoomPlan): string => `cover-${plan.key}.webp`;

async function coverOf(teller: Teller, cast: Cast, drawings: readonly Drawing[], plan: RoomPlan): Promise<string> {
  const drawing = drawings.find(({ file }) => file === coverFile(plan))!;
  return (await teller.upload(cast.creators.get(plan.creator)!, await drawOne(drawing))).id;
}

const shelfOf = (market: Market, plan: RoomPlan): string[] =>
  plan.shelf.map((key) => market.products.find((product) => product.key === key)!.productId);

/** A room on the plan: title, cover and shelf, announced for its hour. */
async function plan(
  teller: Teller,
  cast: Cast,
  market: Market,
  drawings: readonly Drawing[],
  room: RoomPlan,
  at: Date,
): Promise<string> {
  const host = cast.creators.get(room.creator)!;
  const coverUploadId = await coverOf(teller, cast, drawings, room);
  const wish = {
    title: room.title.zh,
    intro: room.intro.zh,
    coverUploadId,
    plannedAt: at.toISOString(),
    productIds: shelfOf(market, room),
  };
  const { id } = await teller.call(planRoom, wish, host);
  await teller.call(announceRoom, { roomId: id }, host);
  return id;
}

const deviceOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

async function streamOf(teller: Teller, roomId: string): Promise<bigint> {
  const { rows } = await sql<{ streamId: bigint }>`select stream_id from live.rooms where id = ${roomId}`.execute(
    teller.house.db,
  );
  return rows[0]!.streamId;
}

/** What buyers do in a room besides buying: watch, talk and like. */
async function liven(
  teller: Teller,
  chance: Chance,
  roomId: string,
  buyers: readonly Buyer[],
  minutes: number,
): Promise<void> {
  const from = teller.time.now();
  const stays = new Map();
  for (let n = 0; n < 180 + chance.below(120); n++) {
    const visitor = n < buyers.length ? `p:${buyers[n]!.id}` : `d:${deviceOf(n)}`;
    const seconds = 3 + chance.below(chance.percent(30) ? minutes * 60 : 90);
    stays.set(`${roomId}|${visitor}`, { firstAt: from, untilMs: 0, seconds, written: 0 });
  }
  for (let n = 0; n < 24; n++) {
    teller.time.goTo(after(from, (n + 1) * Math.floor((minutes * MINUTE) / 30)));
    const buyer = buyers[(n * 7) % buyers.length]!;
    await teller.call(sendMessage, { roomId, text: chatLines[(n * 5 + buyers.length) % chatLines.length]! }, buyer);
    await teller.call(sendLikes, { roomId, count: 1 + chance.below(60), device: deviceOf(n) }, buyer);
  }
  await writeVisits(teller.house.db, stays, 0);
}

export type Sell = (buyer: Buyer, productId: string, trail: string) => Promise<void>;

/** A broadcast that has been: on the air, products explained and bought one after the other, and over. */
export async function tellBroadcast(
  teller: Teller,
  {
    cast,
    market,
    drawings,
    chance,
    sell,
  }: { cast: Cast; market: Market; drawings: readonly Drawing[]; chance: Chance; sell: Sell },
  room: RoomPlan,
): Promise<void> {
  const host = cast.creators.get(room.creator)!;
  const roomId = await plan(teller, cast, market, drawings, room, after(teller.time.now(), 30 * MINUTE));
  await teller.call(makeStreamKey, { roomId }, host);
  const streamId = await streamOf(teller, roomId);
  teller.time.goTo(after(teller.time.now(), 30 * MINUTE));
  await noteStarted(teller.house.db, streamId, "demo", "127.0.0.1");
  await teller.settle();
  await liven(teller, chance, roomId, cast.buyers, 60);
  for (const [n, productId] of shelfOf(market, room).entries()) {
    await teller.call(pinProduct, { roomId, productId }, host);
    for (let m = 0; m < 1 + chance.below(3); m++) {
      const buyer = chance.one(cast.buyers);
      const { trail } = await teller.call(clickProduct, { roomId, productId, device: deviceOf(900 + n) }, buyer);
      await sell(buyer, productId, trail);
    }
    teller.time.goTo(after(teller.time.now(), 4 * MINUTE));
  }
  await teller.call(endRoom, { roomId }, host);
  await noteStopped(teller.house.db, streamId, null, "closed");
  await teller.settle();
}

/**
 * The broadcasts to come, and the one that is live as soon as the server is up: a clip of ours plays in it. Says which
 * rooms are always on.
 */
export async function planTonight(
  teller: Teller,
  cast: Cast,
  market: Market,
  drawings: readonly Drawing[],
): Promise<Map<string, string>> {
  const standing = new Map<string, string>();
  for (const room of roomPlans.filter(({ state }) => state === "soon"))
    await plan(teller, cast, market, drawings, room, after(teller.time.now(), room.openingInHours * 60 * MINUTE));
  for (const room of roomPlans.filter(({ state }) => state === "live")) {
    const creatorId = cast.creators.get(room.creator)!.id;
    const { id } = await createRoom(teller.house.db, {
      creatorId,
      title: room.title.zh,
      intro: room.intro.zh,
      coverUploadId: BigInt(await coverOf(teller, cast, drawings, room)),
      productIds: shelfOf(market, room).map(BigInt),
      clipPath: CLIP,
    });
    standing.set(room.key, String(id));
  }
  return standing;
}

export const endedPlans = (): RoomPlan[] => roomPlans.filter(({ state }) => state === "ended");
