import type { RoomMessageWire } from "#contract/room-stream";
import type { AnswerOf } from "../../../kit/api.ts";
import { withDeal, withLeft } from "../../../kit/deals.ts";

export type Snapshot = AnswerOf<"readRoom">;
export type Message = Snapshot["messages"][number];
export type ShelfItem = Snapshot["shelf"][number];
type Said<K extends RoomMessageWire["kind"]> = Extract<RoomMessageWire, { kind: K }>;
export type Notice = Pick<Said<"notice">, "what" | "who" | "count"> & { turn: number };

/** The room as this page knows it: the snapshot it entered by, and what it has heard since. */
export type RoomNow = Snapshot & {
  notice: Notice | null;
  /** How many stand in the line before a drop. */
  waiting: Record<string, number>;
  /** Something was heard that only a fresh snapshot explains: a product nobody told of, where the picture is. */
  lacks: "shelf" | "facts" | null;
};

const messagesKept = 120;

export const isOver = (state: Snapshot["state"]): boolean =>
  state === "ended" || state === "cancelled" || state === "archived";

export const enterRoom = (snapshot: Snapshot): RoomNow => ({
  ...snapshot,
  messages: inOrder(snapshot.messages),
  notice: null,
  waiting: {},
  lacks: null,
});

/** Takes a younger snapshot; messages that this page has seen stay, so that nothing vanishes while one reads. */
export function renewRoom(room: RoomNow, snapshot: Snapshot): RoomNow {
  const known = new Map(room.messages.map((one) => [one.id, one]));
  for (const one of snapshot.messages)
    known.set(one.id, { ...one, mine: one.mine || (known.get(one.id)?.mine ?? false) });
  const { notice, waiting } = room;
  return { ...snapshot, messages: inOrder([...known.values()]), notice, waiting, lacks: null };
}

/** A snapshot asked for what was lacking may be a second old: what was heard of state, pin and drops is younger. */
export function fillRoom(room: RoomNow, snapshot: Snapshot): RoomNow {
  const { state, pin, viewers } = room;
  const deals = room.deals.reduce(withDeal, snapshot.deals);
  return turn({ ...renewRoom(room, snapshot), pin, viewers, deals }, state);
}

export const hearAll = (room: RoomNow, said: RoomMessageWire[]): RoomNow => said.reduce(hear, room);

/** The sender's own words come by the answer to sending them, before or after everybody hears them. */
export function addMessage(room: RoomNow, message: Message): RoomNow {
  const known = room.messages.find((one) => one.id === message.id);
  if (!known) return { ...room, messages: [...room.messages, message].slice(-messagesKept) };
  if (known.mine || !message.mine) return room;
  return { ...room, messages: room.messages.map((one) => (one === known ? message : one)) };
}

function hear(room: RoomNow, said: RoomMessageWire): RoomNow {
  switch (said.kind) {
    case "chat":
      return addMessage(room, said.message);
    case "chatRemoved":
      return { ...room, messages: room.messages.filter((one) => one.id !== said.id) };
    case "notice":
      return { ...room, notice: { ...said, turn: (room.notice?.turn ?? 0) + 1 } };
    case "pin":
      return { ...room, pin: said.pin };
    case "shelf":
      return orderShelf(room, said);
    case "product":
      return {
        ...room,
        shelf: room.shelf.map((item) => (item.id === said.productId ? withFigures(item, said) : item)),
      };
    case "state":
      return turn(room, said.state);
    case "changed":
      return { ...room, title: said.title, intro: said.intro, plannedAt: said.plannedAt };
    case "viewers":
      return { ...room, viewers: said.online };
    case "likes":
      return { ...room, likes: said.likes };
    case "muted":
      return { ...room, muted: true };
    case "unmuted":
      return { ...room, muted: false };
    case "deal":
      return { ...room, deals: withDeal(room.deals, said.deal) };
    case "dealLeft": {
      const waiting = { ...room.waiting, [said.dealId]: said.waiting };
      return { ...room, waiting, deals: withLeft(room.deals, said.dealId, said.left) };
    }
    case "desk":
      return room;
  }
}

function withFigures(item: ShelfItem, said: Said<"product">): ShelfItem {
  const { priceMinFen, priceMaxFen, available, isSellable } = said;
  return { ...item, priceMinFen, priceMaxFen, available, isSellable };
}

function orderShelf(room: RoomNow, { order, added }: Said<"shelf">): RoomNow {
  const known = new Map(room.shelf.map((item) => [item.id, item]));
  if (added) known.set(added.id, added);
  const shelf = order.flatMap((id, position) => {
    const item = known.get(id);
    return item ? [{ ...item, position }] : [];
  });
  return { ...room, shelf, lacks: shelf.length < order.length ? "shelf" : room.lacks };
}

/** Where the picture is, and how long the show was, stands only in a snapshot. */
function turn(room: RoomNow, state: Snapshot["state"]): RoomNow {
  const lacksPicture = state === "live" && room.play === null;
  const lacksEnd = isOver(state) && room.endedAt === null;
  const pin = isOver(state) ? null : room.pin;
  return { ...room, state, pin, lacks: lacksPicture || lacksEnd ? "facts" : room.lacks };
}

function inOrder(messages: Message[]): Message[] {
  const byAge = [...messages].sort((a, b) => a.id.length - b.id.length || (a.id < b.id ? -1 : 1));
  return byAge.slice(-messagesKept);
}
