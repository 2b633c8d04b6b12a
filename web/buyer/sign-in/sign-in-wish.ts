import type { Me } from "./use-sign-in.ts";

type Wish = { isOpen: boolean; waiting: ((me: Me) => void)[] };

let wish: Wish = { isOpen: false, waiting: [] };
const listeners = new Set<() => void>();

function become(next: Wish): void {
  wish = next;
  for (const tell of listeners) tell();
}

export const currentWish = (): Wish => wish;
export function subscribeToWish(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Several parts of a page may ask at once: one sheet answers all of them. */
export const askToSignIn = (): Promise<Me> =>
  new Promise((resolve) => become({ isOpen: true, waiting: [...wish.waiting, resolve] }));

export function answerWish(me: Me): void {
  const { waiting } = wish;
  become({ isOpen: false, waiting: [] });
  for (const resolve of waiting) resolve(me);
}

export const dismissWish = (): void => become({ isOpen: false, waiting: [] });
