import { z } from "zod";
import { creatorCard } from "./api/identity.ts";
import { productCard } from "./api/catalog.ts";
import { dealCard } from "./deal-shapes.ts";
import { fenSum, id, time } from "./kinds.ts";
import { roomStates } from "./states/room.ts";

export const room = { roomId: id };
export const nowhere = ["live.not_found"] as const;
export const shelfItem = productCard.extend({ number: z.int(), position: z.int(), commissionBp: z.int().nullable() });
export const pin = z.object({ id, productId: id, openedAt: time });
export const messageOut = z.object({
  id,
  name: z.string(),
  badge: z.enum(["viewer", "host", "moderator", "buyer"]),
  text: z.string(),
  at: time,
  replyTo: z.string().nullable(),
  mine: z.boolean(),
});
export const roomCard = z.object({
  id,
  title: z.string(),
  intro: z.string(),
  coverUrl: z.string().nullable(),
  state: z.enum(roomStates),
  creator: creatorCard,
  viewers: z.int(),
  likes: z.int(),
  plannedAt: time.nullable(),
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  reserved: z.int(),
  reservedByMe: z.boolean(),
});
export const play = z.object({ flvUrl: z.string(), hlsUrl: z.string() });
/** All that a page needs to enter, at one moment `at` of the stream `{epoch, seq}`: the socket goes on from there. */
export const roomSnapshot = roomCard.extend({
  play: play.nullable(),
  shelf: z.array(shelfItem),
  /** Drops of this room and of its products that run or come soon. */
  deals: z.array(dealCard),
  pin: pin.nullable(),
  messages: z.array(messageOut),
  words: z.string().nullable(),
  muted: z.boolean(),
  epoch: z.string(),
  seq: z.int(),
  socketPath: z.string(),
  serverTime: time,
  operator: z.object({ shopNames: z.array(z.string()) }),
});
export const deskOut = roomSnapshot.extend({
  rtmpUrl: z.string(),
  key: z.object({ lastFour: z.string(), expiresAt: time }).nullable(),
  health: z.object({
    publishing: z.boolean(),
    bitrateKbps: z.int(),
    fps: z.number(),
    width: z.int(),
    height: z.int(),
    videoCodec: z.string(),
    audioCodec: z.string(),
    since: time.nullable(),
  }),
  moderators: z.array(z.object({ personId: id, name: z.string() })),
  blockedWords: z.array(z.string()),
  role: z.enum(["host", "moderator"]),
  version: z.int(),
});
const productFigures = z.object({
  productId: id,
  titleZh: z.string(),
  titleEn: z.string(),
  exposureUsers: z.int(),
  clickUsers: z.int(),
  payUsers: z.int(),
  orders: z.int(),
  gmvFen: fenSum,
});
export const roomFigures = z.object({
  viewers: z.int(),
  views: z.int(),
  online: z.int(),
  peak: z.int(),
  averageSeconds: z.int(),
  likes: z.int(),
  comments: z.int(),
  orders: z.int(),
  buyers: z.int(),
  gmvGrossFen: fenSum,
  gmvNetFen: fenSum,
  gpmFen: fenSum,
  clickRate: z.number(),
  conversionRate: z.number(),
  products: z.array(productFigures),
  curve: z.array(z.object({ at: time, online: z.int() })),
});
