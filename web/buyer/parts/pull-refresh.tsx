import { type ReactNode, useEffect, useRef, useState } from "react";
import { Icon } from "../../kit/icon.tsx";
import styles from "./pull-refresh.module.css";

const farEnoughPx = 64;
const farthestPx = 96;

/** At the top of the page a pull downward asks anew. Mouse and keyboard have the browser's own reload. */
export function PullRefresh({ onRefresh, children }: { onRefresh: () => Promise<unknown>; children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null);
  const [pulledPx, setPulledPx] = useState(0);
  const [busy, setBusy] = useState(false);
  const ask = useRef(onRefresh);
  ask.current = onRefresh;
  useEffect(() => {
    const place = frame.current;
    if (!place) return;
    let from: number | null = null;
    let far = 0;
    const pull = (px: number) => {
      far = px;
      setPulledPx(px);
    };
    const begin = (event: TouchEvent) => {
      from = scrollY <= 0 ? (event.touches[0]?.clientY ?? null) : null;
    };
    const move = (event: TouchEvent) => {
      if (from === null || scrollY > 0) return;
      const way = (event.touches[0]?.clientY ?? from) - from;
      pull(way > 0 ? Math.min(farthestPx, way * 0.5) : 0);
    };
    const end = () => {
      from = null;
      if (far >= farEnoughPx) {
        setBusy(true);
        void ask.current().finally(() => setBusy(false));
      }
      pull(0);
    };
    place.addEventListener("touchstart", begin, { passive: true });
    place.addEventListener("touchmove", move, { passive: true });
    place.addEventListener("touchend", end);
    place.addEventListener("touchcancel", end);
    return () => {
      place.removeEventListener("touchstart", begin);
      place.removeEventListener("touchmove", move);
      place.removeEventListener("touchend", end);
      place.removeEventListener("touchcancel", end);
    };
  }, []);
  const shown = busy ? farEnoughPx : pulledPx;
  return (
    <div ref={frame} className={styles.frame}>
      <span className={styles.sign} style={{ height: shown }} data-busy={busy} aria-hidden>
        <Icon name="refresh" size={22} style={{ rotate: `${pulledPx * 3}deg` }} />
      </span>
      {children}
    </div>
  );
}
