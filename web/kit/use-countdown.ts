import { useEffect, useState } from "react";
import { serverNow } from "./server-clock.ts";

/** Milliseconds left until a moment of the server's clock; `onEnd` is called once when none are left. */
export function useCountdown(until: string | number, onEnd?: () => void): number {
  const end = new Date(until).getTime();
  const [left, setLeft] = useState(() => Math.max(0, end - serverNow()));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tick = () => {
      const rest = Math.max(0, end - serverNow());
      setLeft(rest);
      // Ticks on the whole second, so that two countdowns on a page turn together.
      if (rest > 0) timer = setTimeout(tick, rest % 1000 || 1000);
      else onEnd?.();
    };
    tick();
    return () => clearTimeout(timer);
    // A new onEnd function at each drawing must not start the count again.
  }, [end]);
  return left;
}
