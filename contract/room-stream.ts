import { z } from "zod";
import { fen, id, time } from "./kinds.ts";
import { messageOut, pin, play, shelfItem } from "./live-shapes.ts";
import { roomStates } from "./states/room.ts";

/** What everybody in the room hears of a person: the name is masked (张**) before it leaves the server. */
const notice = z.object({ kind: z.literal("notice"), deed: z.enum(["came", "buying", "bought"]), name: z.string() });

/**
 * One thing that happened in a room, as the room's stream carries it: batches `{e, s, m: [...]}`, each message once and
 * in order. All but `message`, `removed` and `notice` say how things stand, so that the last of a kind wins.
 */
export const roomMessage = z.discriminatedUnion("kind", [
  /** `mine` is always false here: the sender knows their own by the answer that carried its id. */
  z.object({ kind: z.literal("message"), message: messageOut }),
  z.object({ kind: z.literal("removed"), messageId: id }),
  notice,
  z.object({ kind: z.literal("pin"), pin: pin.nullable() }),
  /** The whole bag: its order, numbers or members changed. */
  z.object({ kind: z.literal("shelf"), shelf: z.array(shelfItem) }),
  /** Price and stock of one product in the bag. */
  z.object({
    kind: z.literal("item"),
    productId: id,
    priceMinFen: fen,
    priceMaxFen: fen,
    marketPriceFen: fen,
    soldCount: z.int(),
    available: z.int(),
    isSellable: z.boolean(),
  }),
  z.object({ kind: z.literal("crowd"), viewers: z.int(), likes: z.int() }),
  /** `play` is where the picture is from now on; null when there is none. */
  z.object({
    kind: z.literal("state"),
    state: z.enum(roomStates),
    play: play.nullable(),
    startedAt: time.nullable(),
    endedAt: time.nullable(),
  }),
]);
export type RoomMessage = z.output<typeof roomMessage>;
/** The same as it travels: ids in digits, money in numbers, moments in RFC 3339. */
export type RoomMessageWire = z.input<typeof roomMessage>;

/** Why the server closes the line for good; after any other code the page comes back by itself. */
export const ROOM_LINE_OVER = { notSignedIn: 4401, banned: 4403, noSuchRoom: 4404, over: 4410 } as const;
