import { useSyncExternalStore } from "react";
import type { Deal } from "../../kit/deals.ts";

export type BuyWish = {
  productId: string;
  /** The signed token of where the buyer came from; it travels with the order. */
  trail?: string | undefined;
  from: "room" | "product" | "showcase" | "replay";
  roomId?: string | undefined;
  /** A drop of the product: its line and its price instead of the choice of options. */
  deal?: Deal | undefined;
};
export type Asked = { wish: BuyWish; turn: number };

const listeners = new Set<() => void>();
let asked: Asked | null = null;

function open(wish: BuyWish): void {
  asked = { wish, turn: (asked?.turn ?? 0) + 1 };
  for (const tell of listeners) tell();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const buying = { open };

/** Opens the way from options to payment over the page one is on: `useBuy().open({ productId, trail, from: "room" })`. */
export const useBuy = () => buying;

export const useAsked = (): Asked | null => useSyncExternalStore(subscribe, () => asked);
