import { type PointerEvent, useEffect, useMemo, useRef } from "react";

export type Deeds = {
  onDoubleTap: (x: number, y: number) => void;
  onSwipe: () => void;
  onLong: () => void;
};

const secondTapWithinMs = 280;
const longAfterMs = 550;
const swipePx = 70;
const stillPx = 12;

const onControl = (event: PointerEvent) => event.target instanceof Element && event.target.closest("button, a, input");

/** Double tap, long press and the sideways swipe over the picture. */
export function useGestures(deeds: Deeds) {
  const latest = useRef(deeds);
  latest.current = deeds;
  const press = useRef({ x: 0, y: 0, lastTapAt: 0, timer: 0 });
  useEffect(() => () => clearTimeout(press.current.timer), []);
  return useMemo(() => {
    const now = press.current;
    const drop = () => clearTimeout(now.timer);
    return {
      onPointerDown: (event: PointerEvent) => {
        drop();
        if (onControl(event) || event.button !== 0) return;
        now.x = event.clientX;
        now.y = event.clientY;
        now.timer = window.setTimeout(() => latest.current.onLong(), longAfterMs);
      },
      onPointerMove: (event: PointerEvent) => {
        if (Math.hypot(event.clientX - now.x, event.clientY - now.y) > stillPx) drop();
      },
      onPointerCancel: drop,
      onPointerUp: (event: PointerEvent) => {
        drop();
        if (onControl(event)) return;
        const across = event.clientX - now.x;
        const down = event.clientY - now.y;
        if (Math.abs(across) > swipePx && Math.abs(across) > 1.6 * Math.abs(down)) return latest.current.onSwipe();
        if (Math.hypot(across, down) > stillPx) return;
        const isSecond = event.timeStamp - now.lastTapAt < secondTapWithinMs;
        now.lastTapAt = event.timeStamp;
        if (!isSecond) return;
        const place = event.currentTarget.getBoundingClientRect();
        latest.current.onDoubleTap(event.clientX - place.left, event.clientY - place.top);
      },
      onContextMenu: (event: { preventDefault: () => void }) => event.preventDefault(),
    };
  }, []);
}
