import { lastSeenLeft } from "#modules/inventory";
import type { Outcome } from "#platform/refusal";
import type { Ask, Placed, Wish } from "./asks.ts";
import { no } from "./choose-price.ts";

// Rule IN5 of the domain: a queue longer than four times what is left is refused at once.
const WANTED_PER_PIECE = 4;
const RETRY_AFTER_MS = 1_000;

type Crowd = { asks: number; pieces: number };
const keyOf = ({ skuId, dealId }: Wish): string => `${skuId}:${dealId ?? ""}`;

/**
 * Guards the counter of one process: whoever asks for pieces of which four times as many are already waited for as are
 * left is told `orders.busy` with their `position` (1 is the next) and `retryAfterMs`, and costs no look at the database.
 * Asked again under the same key they get what the first try would have got. Who was let in from a line or offered a piece
 * is not held up: there are never more of them than pieces.
 */
export function turnAwayCrowds(place: (ask: Ask) => Promise<Outcome<Placed>>): (ask: Ask) => Promise<Outcome<Placed>> {
  const crowds = new Map<string, Crowd>();

  const isTooLate = (wish: Wish): boolean => {
    const crowd = crowds.get(keyOf(wish));
    const left = crowd ? lastSeenLeft(wish) : undefined;
    // With nothing left they are told that it is sold out: the counter knows it by heart.
    return left !== undefined && left > 0 && crowd!.pieces + wish.quantity > left * WANTED_PER_PIECE;
  };
  const join = (wish: Wish): void => {
    const crowd = crowds.get(keyOf(wish)) ?? { asks: 0, pieces: 0 };
    crowds.set(keyOf(wish), { asks: crowd.asks + 1, pieces: crowd.pieces + wish.quantity });
  };
  const leave = (wish: Wish): void => {
    const { asks, pieces } = crowds.get(keyOf(wish))!;
    if (asks === 1) crowds.delete(keyOf(wish));
    else crowds.set(keyOf(wish), { asks: asks - 1, pieces: pieces - wish.quantity });
  };

  return async (ask) => {
    const wishes = ask.lines.filter(({ waitId, pass }) => waitId === undefined && pass === undefined);
    const late = wishes.find(isTooLate);
    if (late) {
      const position = crowds.get(keyOf(late))!.asks + 1;
      return no("orders.busy", { skuId: String(late.skuId), position, retryAfterMs: RETRY_AFTER_MS });
    }
    wishes.forEach(join);
    try {
      return await place(ask);
    } finally {
      wishes.forEach(leave);
    }
  };
}
