import { z } from "zod";
import { fen, id, time } from "./kinds.ts";
import { dealStates } from "./states/deal.ts";

const option = z.object({
  name: z.object({ zh: z.string(), en: z.string() }),
  value: z.object({ zh: z.string(), en: z.string() }),
});

/**
 * A flash deal as everybody may see it. `priceFen` is null while the host has not revealed it (待开价). `left` are the
 * pieces that can be taken now; `open`: whoever comes first; `line`: who was let in from the line in front of it.
 * `isOn` is the server's word that it can be bought at `serverTime`; pages count down by that clock.
 */
export const dealCard = z.object({
  id,
  shopId: id,
  productId: id,
  skuId: id,
  roomId: id.nullable(),
  titleZh: z.string(),
  titleEn: z.string(),
  options: z.array(option),
  pictureUrl: z.string(),
  listFen: fen,
  priceFen: fen.nullable(),
  pieces: z.int(),
  left: z.int(),
  perBuyer: z.int(),
  verifiedOnly: z.boolean(),
  takesCoupons: z.boolean(),
  admission: z.enum(["open", "line"]),
  state: z.enum(dealStates),
  isOn: z.boolean(),
  startsAt: time,
  endsAt: time,
  version: z.int(),
});
export type DealCard = z.output<typeof dealCard>;

/** The same for its shop and its room's desk: the hidden price too, and how it goes. Pieces: left + unpaid + paid + returned. */
export const dealFigures = dealCard.extend({
  isHidden: z.boolean(),
  revealedAt: time.nullable(),
  realPriceFen: fen,
  unpaid: z.int(),
  paid: z.int(),
  buyers: z.int(),
  gmvFen: fen,
  waiting: z.int(),
  admitted: z.int(),
  whyEnded: z.string().nullable(),
  endedAt: time.nullable(),
});
export type DealFigures = z.output<typeof dealFigures>;
