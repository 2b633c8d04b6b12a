import { lazy, Suspense, useSyncExternalStore } from "react";

export type ToastLook = "plain" | "good" | "bad";
export type ToastWish = { text: string; look?: ToastLook; actionLabel?: string; onAction?: () => void };
type Kept = { add: (wish: ToastWish) => void; waiting: ToastWish[] };

const kept: Kept = { add: (wish) => void kept.waiting.push(wish), waiting: [] };
const listeners = new Set<() => void>();
let asked = false;

/** A short word at the edge of attention: `toast({ text: words.copied, look: "good" })`. */
export function toast(wish: ToastWish): void {
  kept.add(wish);
  if (asked) return;
  asked = true;
  for (const tell of listeners) tell();
}

/** The list takes over the wishes that came before it was loaded. */
export function serveToasts(add: (wish: ToastWish) => void): void {
  kept.add = add;
  for (const wish of kept.waiting.splice(0)) add(wish);
}

const ToastList = lazy(() => import("./toast-list.tsx"));
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Stands once in the shell; its focus handling is loaded with the first toast. */
export function Toaster() {
  const wanted = useSyncExternalStore(subscribe, () => asked);
  return wanted ? (
    <Suspense fallback={null}>
      <ToastList />
    </Suspense>
  ) : null;
}
