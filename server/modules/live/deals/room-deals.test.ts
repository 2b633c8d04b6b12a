import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { availability, holdStock, lockStock, releaseHolds, slicesOf } from "#modules/inventory";
import { planDeal, readDealFigures } from "#modules/promotions";
import { clock } from "#platform/clock";
import { transact } from "#platform/db";
import { newId } from "#platform/ids";
import { brokenIn, verify } from "#platform/verify";
import { aPlan, inMs, piecesOf } from "../../../../tests/fixtures/deals.ts";
import { aColleague, aPerson } from "../../../../tests/fixtures/goods.ts";
import {
  aRoom,
  ask,
  happen,
  type Page,
  type RoomFixture,
  roomWorld,
  until,
  watch,
} from "../../../../tests/fixtures/rooms.ts";
import { keepDealTimes } from "../../promotions/deals/keep-deals.ts";
import { endRoom } from "../end-room.ts";
import { beginRoomDeals } from "./run-room-deals.ts";

const { db, url, program } = await roomWorld();
const one = await program();
const two = await program();

const hear = (): Promise<void> => happen(db, "test.nothing", [{}]);
const path = ({ roomId }: RoomFixture, rest = ""): string => `/api/live/rooms/${roomId}${rest}`;
const skuOf = ({ products }: RoomFixture, n = 0): bigint => products[n]!.skuIds[0]!;
const bodyOf = (room: RoomFixture, over: Parameters<typeof aPlan>[2] = {}) => {
  const { skuId, startsAt, endsAt, priceFen, pieces, isHidden, admission } = aPlan(
    { shopId: room.shopId, ownerId: room.hostId },
    over.skuId ?? skuOf(room),
    { beginsInMs: 600_000, lastsMs: 300_000, ...over },
  );
  return { skuId: String(skuId), startsAt, endsAt, priceFen: Number(priceFen), pieces, isHidden, admission };
};
const plan = async (room: RoomFixture, over: Parameters<typeof aPlan>[2] = {}): Promise<bigint> => {
  const { status, body } = await ask(one.at, "POST", path(room, "/deals"), {
    as: room.hostId,
    body: bodyOf(room, over),
  });
  assert.equal(status, 200, JSON.stringify(body));
  return BigInt(String(body["id"]));
};
const deed = (room: RoomFixture, dealId: bigint, what: string, as = room.hostId) =>
  ask(one.at, "POST", path(room, `/deals/${dealId}/${what}`), { as, body: {} });
const stateOf = async (dealId: bigint) => {
  const [figures] = await readDealFigures(db, [dealId]);
  return [figures!.state, figures!.whyEnded];
};
const left = async (skuId: bigint): Promise<number> => (await availability(db, [skuId])).get(skuId)!;
const toldOf = ({ heard }: Page, dealId: bigint) =>
  heard.flatMap((message) => (message.kind === "deal" && message.deal.id === String(dealId) ? [message.deal] : []));

/** An order that holds a piece of a deal, as the counter writes it. */
async function hold(dealId: bigint, skuId: bigint): Promise<bigint> {
  const orderId = newId();
  await transact(db, async (tx) => {
    await lockStock(tx, [skuId]);
    await holdStock(tx, [{ orderId, lineId: newId(), skuId, placeId: dealId, quantity: 1 }]);
  });
  return orderId;
}

test("a drop is planned on the shelf, started by the host, revealed and stopped; every program's pages hear each step", async () => {
  const room = await aRoom(db);
  const [page, far] = [await watch(one.at, room.roomId), await watch(two.at, room.roomId)];
  /** Each page has heard this as the last word. */
  const told = async (state: string, priceFen: number | null): Promise<void> => {
    await hear();
    for (const each of [page, far])
      await until(`${state} at ${priceFen} is told`, () => {
        const last = toldOf(each, dealId).at(-1);
        return last?.state === state && last.priceFen === priceFen;
      });
  };
  const dealId = await plan(room, { isHidden: true });
  await told("scheduled", null);
  const started = await deed(room, dealId, "start");
  assert.deepEqual([started.body["state"], started.body["isOn"], started.body["priceFen"]], ["running", true, null]);
  assert.equal(started.body["realPriceFen"], 5_900);
  const lasts = Date.parse(String(started.body["endsAt"])) - Date.parse(String(started.body["startsAt"]));
  assert.equal(lasts, 300_000, "as long as was planned");
  await told("running", null);
  assert.equal((await deed(room, dealId, "reveal")).body["priceFen"], 5_900);
  await told("running", 5_900);
  assert.deepEqual((await deed(room, dealId, "stop")).body["whyEnded"], "host");
  await told("stopped", 5_900);
  const again = await deed(room, dealId, "start");
  assert.deepEqual([again.status, again.body["code"]], [409, "promotions.deal_wrong_state"]);
});

test("who may not plan deals of the shop, what is not on the shelf and a room that is over are refused", async () => {
  const room = await aRoom(db);
  const elsewhere = await aRoom(db);
  const body = bodyOf(room);
  const code = async (as: bigint, wish: object, to = room) =>
    (await ask(one.at, "POST", path(to, "/deals"), { as, body: wish })).body["code"];
  assert.equal(await code(await aPerson(db), body), "live.not_found");
  assert.equal(await code(room.hostId, { ...body, skuId: String(skuOf(elsewhere)) }), "live.not_on_shelf");
  const moderator = await aColleague(db, room.shopId, "clerk");
  await sql`insert into live.moderators (room_id, person_id, added_by, added_at)
    values (${room.roomId}, ${moderator}, ${room.hostId}, ${clock.now()})`.execute(db);
  one.house.edge.allows = async ({ personId }) => personId !== moderator;
  assert.equal(await code(moderator, body), "shops.not_found");
  const foreign = await plan(elsewhere);
  assert.equal((await deed(room, foreign, "stop")).body["code"], "promotions.deal_not_found");
  await endRoom(db, { roomId: room.roomId, by: room.hostId });
  assert.equal(await code(room.hostId, body), "live.wrong_state");
});

test("a room's drop begins at its time only while the room is on; one whose room never came ends with its time", async () => {
  const room = await aRoom(db, { live: false });
  const skuId = skuOf(room);
  const dealId = await plan(room, { beginsInMs: 200, lastsMs: 60_000 });
  assert.equal((await deed(room, dealId, "start")).body["code"], "live.not_live");
  await new Promise((resolve) => setTimeout(resolve, 250));
  assert.deepEqual([await beginRoomDeals(db), await keepDealTimes(db)], [0, 0]);
  assert.deepEqual(await stateOf(dealId), ["scheduled", null]);
  await sql`update live.rooms set state = 'ready', ready_at = ${clock.now()} where id = ${room.roomId}`.execute(db);
  await happen(db, "media.stream_started", [{ streamId: room.streamId }]);
  assert.equal(await beginRoomDeals(db), 1);
  assert.deepEqual(await stateOf(dealId), ["running", null]);
  const other = await aRoom(db, { live: false });
  const missed = await plan(other, { beginsInMs: 0, lastsMs: 60_000 });
  await sql`update promotions.deals set starts_at = ${inMs(-90_000)}, ends_at = ${inMs(-1)} where id = ${missed}`.execute(
    db,
  );
  await keepDealTimes(db);
  assert.deepEqual(await stateOf(missed), ["stopped", "room"]);
  assert.deepEqual([await left(skuId), await left(skuOf(other))], [90, 100]);
});

test("a room that ends in the middle of its drop sends home what is free at once, what is held when it is let go", async () => {
  const room = await aRoom(db);
  const [first, second] = [skuOf(room, 0), skuOf(room, 1)];
  const dealId = await plan(room, { beginsInMs: 0 });
  const waiting = await plan(room, { skuId: second });
  const set = await ask(one.at, "POST", path(room, "/slices"), {
    as: room.hostId,
    body: { skuId: String(second), pieces: 7 },
  });
  assert.deepEqual([set.status, set.body["left"], set.body["ownerKind"]], [200, 7, "room"]);
  assert.deepEqual([await left(first), await left(second)], [90, 83]);
  const [orderOne, orderTwo] = [await hold(dealId, first), await hold(dealId, first)];
  await endRoom(db, { roomId: room.roomId, by: room.hostId });
  assert.deepEqual(
    [await stateOf(dealId), await stateOf(waiting)],
    [
      ["stopped", "room"],
      ["stopped", "room"],
    ],
  );
  assert.deepEqual([await left(first), await left(second)], [98, 100]);
  assert.deepEqual(
    (await slicesOf(db, "room", [room.roomId])).map(({ returned, isOpen }) => [returned, isOpen]),
    [[7, false]],
  );
  await transact(db, (tx) => releaseHolds(tx, [orderOne, orderTwo]));
  assert.equal(await left(first), 100);
  assert.deepEqual(await piecesOf(db, dealId), { pieces: 10, left: 0, held: 0, sold: 0, returned: 10, isOpen: false });
});

test("a room's end that fails half way ends nothing: its drop goes on and its pieces stay", async () => {
  const room = await aRoom(db);
  const dealId = await plan(room, { beginsInMs: 0 });
  const failing = transact(db, async (tx) => {
    await endRoom(tx, { roomId: room.roomId, by: room.hostId });
    throw new Error("cut");
  });
  await assert.rejects(failing, /cut/);
  assert.deepEqual(await stateOf(dealId), ["running", null]);
  assert.equal((await piecesOf(db, dealId)).left, 10);
});

test("the snapshot shows the room's drops and everybody's deals of its shelf; a hidden price is not in it", async () => {
  const room = await aRoom(db, { products: 3 });
  const own = await plan(room, { isHidden: true });
  const shop = { shopId: room.shopId, ownerId: room.hostId };
  const everybodys = await planDeal(db, aPlan(shop, skuOf(room, 1)));
  const farAway = await planDeal(db, aPlan(shop, skuOf(room, 2), { beginsInMs: 90_000_000 }));
  const { body } = await ask(one.at, "GET", path(room));
  const deals = body["deals"] as { id: string; priceFen: number | null; isOn: boolean }[];
  assert.deepEqual(
    deals.map(({ id, priceFen, isOn }) => [id, priceFen, isOn]),
    [
      [String(everybodys.id), 5_900, true],
      [String(own), null, false],
    ],
    `without ${farAway.id}`,
  );
});

test("how a running drop goes reaches the pages by itself, and is not numbered", async () => {
  const room = await aRoom(db);
  const dealId = await plan(room, { beginsInMs: 0 });
  const page = await watch(one.at, room.roomId);
  const leftTold = (): number | undefined =>
    page.heard
      .flatMap((message) => (message.kind === "dealLeft" && message.dealId === String(dealId) ? [message.left] : []))
      .at(-1);
  await until("all ten are told", () => leftTold() === 10, 3_000);
  const numberBefore = (await ask(one.at, "GET", path(room))).body["seq"];
  await hold(dealId, skuOf(room));
  await until("nine are told", () => leftTold() === 9, 3_000);
  assert.equal((await ask(two.at, "GET", path(room))).body["seq"], numberBefore);
});

test("a product taken off the shelf takes the room's drops of it along; one put on it brings everybody's deal", async () => {
  const room = await aRoom(db);
  const productId = String(room.products[0]!.productId);
  const dealId = await plan(room, { beginsInMs: 0 });
  const off = await ask(one.at, "DELETE", path(room, `/shelf-items/${productId}`), { as: room.hostId });
  assert.equal(off.status, 200, JSON.stringify(off.body));
  assert.deepEqual(await stateOf(dealId), ["stopped", "host"]);
  const deal = await planDeal(db, aPlan({ shopId: room.shopId, ownerId: room.hostId }, skuOf(room)));
  const page = await watch(two.at, room.roomId);
  await ask(one.at, "POST", path(room, "/shelf-items"), { as: room.hostId, body: { productId } });
  await until("the deal came with its product", () => toldOf(page, deal.id).length > 0);
});

test("after all this every piece is where the movements say", async () =>
  assert.deepEqual(brokenIn(await verify(url)), []));
