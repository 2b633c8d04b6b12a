import { z } from "zod";
import { productCard } from "./api/catalog.ts";
import { dealCard } from "./deal-shapes.ts";
import { id, time } from "./kinds.ts";
import { messageOut } from "./live-shapes.ts";
import { roomStates } from "./states/room.ts";

/**
 * What a room tells the pages that watch it, in frames `{e, s, f?, c?, m}` on its socket.
 *
 * What is told to everybody is numbered, in one order for all servers, without gaps. A frame carries the numbers `f`
 * to `s` (`f` left out: `s` alone) and `c[i]` messages of number `f + i`. Who already has a part of a frame drops that
 * many messages from its front. What follows the counted messages, and frames without `s`, are passing readings
 * (viewers, likes) or meant for one person or for the desk. `{reset: true}`: read the room anew.
 */
const numbered = [
  /** The picture came, went, or the room is over. `ended`, `cancelled`: the line closes with 4410. */
  z.object({ kind: z.literal("state"), state: z.enum(roomStates), why: z.string().nullable() }),
  z.object({ kind: z.literal("chat"), message: messageOut }),
  z.object({ kind: z.literal("chatRemoved"), id }),
  /** What is explained now; null: nothing. `closed` says why the last one ended. */
  z.object({
    kind: z.literal("pin"),
    pin: z.object({ id, productId: id, openedAt: time }).nullable(),
    closed: z.enum(["host", "replaced", "sold_out", "timed_out", "removed"]).nullable(),
  }),
  /** The shelf's order by product; `added` is new on it. A product that the page does not know: read the room anew. */
  z.object({
    kind: z.literal("shelf"),
    version: z.int(),
    order: z.array(id),
    added: productCard.extend({ number: z.int(), position: z.int(), commissionBp: z.int().nullable() }).nullable(),
  }),
  /** Price and stock of a product on the shelf, as they are now. */
  z.object({
    kind: z.literal("product"),
    productId: id,
    priceMinFen: z.int(),
    priceMaxFen: z.int(),
    available: z.int(),
    isSellable: z.boolean(),
  }),
  /** 「张** 正在去购买」 and the like; `count` people stand behind the one that is named. */
  z.object({
    kind: z.literal("notice"),
    what: z.enum(["going", "placed", "paid"]),
    who: z.string(),
    productId: id,
    count: z.int(),
  }),
  /** A drop of the room was planned, changed, started, revealed, stopped or ended; `left` 0: the last piece is gone. */
  z.object({ kind: z.literal("deal"), deal: dealCard }),
  /** Title, intro, cover or plan changed. */
  z.object({ kind: z.literal("changed"), title: z.string(), intro: z.string(), plannedAt: time.nullable() }),
] as const;

const passing = [
  z.object({ kind: z.literal("viewers"), online: z.int() }),
  /** How a running drop goes, once a second. */
  z.object({ kind: z.literal("dealLeft"), dealId: id, left: z.int(), waiting: z.int() }),
  z.object({ kind: z.literal("likes"), likes: z.int() }),
  /** To one person: until when they may not speak (null: for good), and why. */
  z.object({ kind: z.literal("muted"), until: time.nullable(), reason: z.string() }),
  z.object({ kind: z.literal("unmuted") }),
  /** To host and moderators: what one of them did. */
  z.object({
    kind: z.literal("desk"),
    what: z.enum([
      "pin",
      "unpin",
      "shelf",
      "mute",
      "ban",
      "lift",
      "words",
      "moderator",
      "key",
      "remove",
      "room",
      "deal",
      "slice",
    ]),
    by: z.string(),
    name: z.string(),
    at: time,
  }),
] as const;

export const roomMessage = z.discriminatedUnion("kind", [...numbered, ...passing]);
/** As the server writes it: ids are bigint, times are Date. */
export type RoomMessage = z.output<typeof roomMessage>;
/** As a page reads it: ids are digits, times are texts. */
export type RoomMessageWire = z.input<typeof roomMessage>;

/** Why a line closes for good: not signed in, banned, no such room, the room is over. */
export const roomCloseCodes = { signedOut: 4401, banned: 4403, unknown: 4404, over: 4410, tooSlow: 4008 } as const;
