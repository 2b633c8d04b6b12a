import { useCallback, useEffect, useRef } from "react";
import { call } from "../../kit/api.ts";
import { deviceId } from "./device.ts";

const seenAfterMs = 1_000;
const tellEveryMs = 2_000;
const mostAtOnce = 50;

type Watch = (productId: string) => (card: Element | null) => (() => void) | undefined;

/**
 * Tells the room which products were seen: at least half of the card for a second, each once per visit. The answer is
 * put on a card as its `ref`.
 */
export function useExposures(roomId: string): Watch {
  const told = useRef(new Set<string>());
  const unsaid = useRef<string[]>([]);
  const refs = useRef(new Map<string, (card: Element | null) => (() => void) | undefined>());
  useEffect(() => {
    const say = () => {
      const productIds = unsaid.current.splice(0, mostAtOnce);
      if (productIds.length === 0) return;
      // A count that was lost on the way is not worth a word to the viewer.
      call("noteExposures", { roomId, productIds, device: deviceId() }).catch(() => undefined);
    };
    const timer = setInterval(say, tellEveryMs);
    return () => {
      clearInterval(timer);
      say();
    };
  }, [roomId]);
  return useCallback((productId) => {
    const kept = refs.current.get(productId);
    if (kept) return kept;
    const watch = (card: Element | null) => {
      if (!card || told.current.has(productId)) return undefined;
      return whenSeen(card, () => {
        told.current.add(productId);
        unsaid.current.push(productId);
      });
    };
    refs.current.set(productId, watch);
    return watch;
  }, []);
}

function whenSeen(card: Element, onSeen: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const observer = new IntersectionObserver(
    (changes) => {
      clearTimeout(timer);
      if (!changes.at(-1)?.isIntersecting) return;
      timer = setTimeout(() => {
        observer.disconnect();
        onSeen();
      }, seenAfterMs);
    },
    { threshold: 0.5 },
  );
  observer.observe(card);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
  };
}
