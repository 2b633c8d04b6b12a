import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addMessage,
  enterRoom,
  fillRoom,
  hearAll,
  type Message,
  renewRoom,
  type ShelfItem,
  type Snapshot,
} from "./room-now.ts";

const item = (id: string, available = 10): ShelfItem => ({
  id,
  shopId: "1",
  shopName: "山陶小铺",
  titleZh: "杯子",
  titleEn: "Mug",
  pictureUrl: "/p.webp",
  priceMinFen: 12_900,
  priceMaxFen: 12_900,
  marketPriceFen: 15_900,
  soldCount: 3,
  available,
  isSellable: true,
  number: Number(id),
  position: Number(id),
  commissionBp: null,
});
const message = (id: string, mine = false): Message => ({
  id,
  name: "张**",
  badge: "viewer",
  text: `第 ${id} 句`,
  at: "2026-03-01T12:00:00Z",
  replyTo: null,
  mine,
});
const snapshot: Snapshot = {
  id: "7",
  title: "开窑",
  intro: "",
  coverUrl: null,
  state: "live",
  creator: { id: "3", name: "阿禾", bio: "", avatarUrl: null },
  viewers: 5,
  likes: 9,
  plannedAt: null,
  startedAt: "2026-03-01T12:00:00Z",
  endedAt: null,
  reserved: 0,
  reservedByMe: false,
  play: { flvUrl: "/a.flv", hlsUrl: "/a.m3u8" },
  shelf: [item("1"), item("2")],
  deals: [],
  pin: null,
  messages: [message("10"), message("9")],
  words: null,
  muted: false,
  epoch: "a",
  seq: 4,
  socketPath: "/live/rooms/7/socket",
  serverTime: "2026-03-01T12:10:00Z",
  operator: { shopNames: ["山陶小铺"] },
};

test("who enters late sees the last messages from old to new, the card and its stock", () => {
  const room = enterRoom({ ...snapshot, pin: { id: "5", productId: "2", openedAt: snapshot.serverTime } });
  assert.deepEqual(
    room.messages.map((one) => one.id),
    ["9", "10"],
  );
  assert.equal(room.shelf.find((one) => one.id === room.pin?.productId)?.available, 10);
});

test("one's own message stands once, whether the answer or the stream is first", () => {
  const room = enterRoom(snapshot);
  const answered = hearAll(addMessage(room, message("11", true)), [{ kind: "chat", message: message("11") }]);
  const heard = addMessage(hearAll(room, [{ kind: "chat", message: message("11") }]), message("11", true));
  for (const after of [answered, heard]) {
    assert.deepEqual(
      after.messages.map((one) => [one.id, one.mine]),
      [
        ["9", false],
        ["10", false],
        ["11", true],
      ],
    );
  }
});

test("stock, price, pin, crowd and removals are what was said last", () => {
  const room = hearAll(enterRoom(snapshot), [
    { kind: "product", productId: "2", priceMinFen: 9_900, priceMaxFen: 9_900, available: 0, isSellable: true },
    { kind: "pin", pin: { id: "6", productId: "2", openedAt: snapshot.serverTime }, closed: null },
    { kind: "viewers", online: 80 },
    { kind: "likes", likes: 21 },
    { kind: "chatRemoved", id: "9" },
  ]);
  assert.deepEqual([room.shelf[1]?.priceMinFen, room.shelf[1]?.available], [9_900, 0]);
  assert.deepEqual([room.pin?.id, room.viewers, room.likes], ["6", 80, 21]);
  assert.deepEqual(
    room.messages.map((one) => one.id),
    ["10"],
  );
});

test("the shelf follows the desk's order, and a product nobody told of asks for the room anew", () => {
  const room = enterRoom(snapshot);
  const added = hearAll(room, [{ kind: "shelf", version: 2, order: ["3", "2", "1"], added: item("3") }]);
  assert.deepEqual(
    added.shelf.map((one) => [one.id, one.position]),
    [
      ["3", 0],
      ["2", 1],
      ["1", 2],
    ],
  );
  assert.equal(added.lacks, null);
  assert.equal(hearAll(room, [{ kind: "shelf", version: 2, order: ["8", "1"], added: null }]).lacks, "shelf");
});

test("a room that turns live asks where its picture is; one that ends loses its pin", () => {
  const ready = enterRoom({ ...snapshot, state: "ready", play: null });
  const live = hearAll(ready, [{ kind: "state", state: "live", why: null }]);
  assert.equal(live.lacks, "facts");
  const early = fillRoom(live, { ...snapshot, state: "ready", play: null });
  assert.deepEqual([early.state, early.lacks], ["live", "facts"], "a snapshot from before the start does not undo it");
  const filled = fillRoom(early, snapshot);
  assert.deepEqual([filled.state, filled.lacks, filled.play?.flvUrl], ["live", null, "/a.flv"]);
  const pinned = enterRoom({ ...snapshot, pin: { id: "5", productId: "2", openedAt: snapshot.serverTime } });
  const away = hearAll(pinned, [{ kind: "state", state: "interrupted", why: null }]);
  assert.deepEqual([away.pin?.id, away.lacks], ["5", null]);
  assert.equal(hearAll(pinned, [{ kind: "state", state: "ended", why: "host" }]).pin, null);
});

test("a fresh snapshot loses no message that stood on the page", () => {
  const room = addMessage(enterRoom(snapshot), message("11", true));
  const renewed = renewRoom({ ...room, lacks: "shelf" }, { ...snapshot, messages: [message("11"), message("12")] });
  assert.deepEqual(
    renewed.messages.map((one) => [one.id, one.mine]),
    [
      ["9", false],
      ["10", false],
      ["11", true],
      ["12", false],
    ],
  );
  assert.equal(renewed.lacks, null);
});

test("a drop is as it was told last; its pieces and its line as they were counted last", () => {
  const deal: Snapshot["deals"][number] = {
    ...{ id: "4", shopId: "1", productId: "2", skuId: "20", roomId: "7", titleZh: "杯子", titleEn: "Mug" },
    ...{ options: [], pictureUrl: "/p.webp", listFen: 12_900, priceFen: null, pieces: 50, left: 50, perBuyer: 1 },
    ...{ verifiedOnly: false, takesCoupons: false, admission: "line", state: "running", isOn: true, version: 2 },
    ...{ startsAt: "2026-03-01T12:00:00Z", endsAt: "2026-03-01T12:20:00Z" },
  };
  const room = hearAll(enterRoom(snapshot), [
    { kind: "deal", deal },
    { kind: "dealLeft", dealId: "4", left: 12, waiting: 30 },
    { kind: "deal", deal: { ...deal, priceFen: 4_900, left: 12, version: 3 } },
    { kind: "deal", deal: { ...deal, version: 1 } },
  ]);
  assert.deepEqual([room.deals[0]?.priceFen, room.deals[0]?.left, room.waiting["4"]], [4_900, 12, 30]);
  const filled = fillRoom({ ...room, lacks: "shelf" }, { ...snapshot, deals: [deal] });
  assert.equal(filled.deals[0]?.priceFen, 4_900, "a snapshot from before the price was revealed does not hide it");
});
