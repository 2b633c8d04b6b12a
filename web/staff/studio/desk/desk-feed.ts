import type { AnswerOf } from "../../../kit/api.ts";
import { withDeal, withLeft } from "../../../kit/deals.ts";
import type { RoomMessageWire } from "#contract/room-stream";

export type Desk = AnswerOf<"readDesk">;
export type ShelfItem = Desk["shelf"][number];
export type Comment = Desk["messages"][number] & { removed?: boolean };
type Operated = Extract<RoomMessageWire, { kind: "desk" }>;
type Deed =
  | { deed: "going" | "placed" | "paid"; name: string; productId: string; count: number }
  | { deed: "liked"; count: number }
  | { deed: "operated"; what: Operated["what"]; by: string; name: string }
  | { deed: "pinOver"; why: "sold_out" | "timed_out" }
  | { deed: "turned"; state: string };
export type Activity = Deed & { key: number; at: number };
export type Feed = { comments: Comment[]; activity: Activity[]; likes: number; state: string; keys: number };

const commentsMost = 300;
const activityMost = 80;

export const feedOf = ({ messages, likes, state }: Pick<Desk, "messages" | "likes" | "state">): Feed => ({
  comments: messages,
  activity: [],
  likes,
  state,
  keys: 0,
});

/** A snapshot after a gap: its messages are the truth, what happened before stays told. */
export const renewed = (feed: Feed, { messages, likes, state }: Pick<Desk, "messages" | "likes" | "state">): Feed => ({
  ...feed,
  comments: messages,
  likes,
  state,
});

export function withComment(feed: Feed, message: Comment): Feed {
  if (feed.comments.some((one) => one.id === message.id)) return feed;
  return { ...feed, comments: [...feed.comments, message].slice(-commentsMost) };
}

/** The answer to one's own comment, which the stream may have brought before. */
export function withOwn(feed: Feed, message: Comment): Feed {
  const own = { ...message, mine: true };
  const known = feed.comments.some((one) => one.id === own.id);
  if (!known) return withComment(feed, own);
  return { ...feed, comments: feed.comments.map((one) => (one.id === own.id ? own : one)) };
}

const counts = (deed: Deed): deed is Extract<Deed, { count: number }> => deed.deed === "going" || deed.deed === "liked";

function tell(feed: Feed, deed: Deed, at: number): Feed {
  const last = feed.activity.at(-1);
  // Likes and carts come by the hundred: they count up in one line instead of washing away the orders.
  if (last && last.deed === deed.deed && counts(last) && counts(deed)) {
    const counted: Activity = { ...last, ...deed, count: last.count + deed.count, at };
    return { ...feed, activity: [...feed.activity.slice(0, -1), counted] };
  }
  const keys = feed.keys + 1;
  return { ...feed, keys, activity: [...feed.activity, { ...deed, key: keys, at }].slice(-activityMost) };
}

/** What the room's line says, as the desk's two lists tell it. */
export function heard(feed: Feed, said: RoomMessageWire, at: number): Feed {
  switch (said.kind) {
    case "chat":
      return withComment(feed, said.message);
    case "chatRemoved":
      return {
        ...feed,
        comments: feed.comments.map((one) => (one.id === said.id ? { ...one, removed: true } : one)),
      };
    case "notice":
      return tell(feed, { deed: said.what, name: said.who, productId: said.productId, count: said.count }, at);
    case "pin":
      if (said.closed !== "sold_out" && said.closed !== "timed_out") return feed;
      return tell(feed, { deed: "pinOver", why: said.closed }, at);
    case "desk":
      return tell(feed, { deed: "operated", what: said.what, by: said.by, name: said.name }, at);
    case "likes": {
      const more = said.likes - feed.likes;
      const known = { ...feed, likes: Math.max(feed.likes, said.likes) };
      return more > 0 ? tell(known, { deed: "liked", count: more }, at) : known;
    }
    case "state":
      if (said.state === feed.state) return feed;
      return tell({ ...feed, state: said.state }, { deed: "turned", state: said.state }, at);
    default:
      return feed;
  }
}

/** The desk after one message of the room. */
export function changedBy(desk: Desk, said: RoomMessageWire): Desk {
  switch (said.kind) {
    case "pin":
      return { ...desk, pin: said.pin };
    case "shelf":
      return { ...desk, version: said.version, shelf: reordered(desk.shelf, said.order, said.added) };
    case "product": {
      const { kind: _, productId, ...news } = said;
      return { ...desk, shelf: desk.shelf.map((item) => (item.id === productId ? { ...item, ...news } : item)) };
    }
    case "viewers":
      return { ...desk, viewers: said.online };
    case "likes":
      return { ...desk, likes: said.likes };
    case "deal":
      return { ...desk, deals: withDeal(desk.deals, said.deal) };
    case "dealLeft":
      return { ...desk, deals: withLeft(desk.deals, said.dealId, said.left) };
    case "changed":
      return { ...desk, title: said.title, intro: said.intro, plannedAt: said.plannedAt };
    case "state": {
      // The picture makes a room live and its loss interrupts it: the look at the stream's health would say so later.
      const publishing = said.state === "live" || (desk.health.publishing && said.state !== "interrupted");
      return { ...desk, state: said.state, health: { ...desk.health, publishing } };
    }
    default:
      return desk;
  }
}

function reordered(shelf: ShelfItem[], order: string[], added: ShelfItem | null): ShelfItem[] {
  const known = new Map(shelf.map((item) => [item.id, item]));
  if (added && !known.has(added.id)) known.set(added.id, added);
  return order.flatMap((id, position) => {
    const item = known.get(id);
    return item ? [{ ...item, position }] : [];
  });
}

/** Whether the message tells of something that stands only in the desk's own answer: it must be read again. */
export const asksReading = (desk: Desk, said: RoomMessageWire): boolean =>
  said.kind === "state" ||
  (said.kind === "desk" && (said.what === "key" || said.what === "moderator" || said.what === "words")) ||
  (said.kind === "shelf" &&
    said.order.some((id) => id !== said.added?.id && !desk.shelf.some((item) => item.id === id)));

const asking =
  /[?？]|吗|怎么|多少|什么|哪|几点|几个|有没有|能不能|可以.*么|\b(how|what|when|where|which|why|can|does|do you|is there|is it)\b/i;

/** A question, as far as its words tell. */
export const isQuestion = (text: string): boolean => asking.test(text);
