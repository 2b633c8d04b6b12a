import { useEffect, useRef, useState } from "react";

const nearEndPx = 24;

/**
 * A list that grows at its end, and holds still while someone points at it, works in it or has scrolled up: what
 * arrives then waits, so that the row under the mouse stays the row under the mouse.
 */
export function useSteadyList<Row extends { id: string }>(rows: Row[]) {
  const place = useRef<HTMLOListElement>(null);
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const [scrolledUp, setScrolledUp] = useState(false);
  const [upTo, setUpTo] = useState<string | null>(null);
  const holding = pointed || focused || scrolledUp;
  const latest = useRef(rows);
  latest.current = rows;
  useEffect(() => setUpTo(holding ? (latest.current.at(-1)?.id ?? "") : null), [holding]);

  const cut = upTo === null ? -1 : rows.findIndex((row) => row.id === upTo);
  const shown = cut < 0 ? rows : rows.slice(0, cut + 1);
  const last = shown.at(-1)?.id;
  useEffect(() => {
    const list = place.current;
    if (list && !holding) list.scrollTop = list.scrollHeight;
  }, [last, holding, rows.length]);

  const toEnd = () => {
    setScrolledUp(false);
    setPointed(false);
    setFocused(false);
    setUpTo(null);
  };
  const watch = {
    ref: place,
    onPointerEnter: () => setPointed(true),
    onPointerLeave: () => setPointed(false),
    onFocus: () => setFocused(true),
    onBlur: () => setFocused(false),
    onScroll: () => {
      const list = place.current;
      if (list) setScrolledUp(list.scrollHeight - list.scrollTop - list.clientHeight > nearEndPx);
    },
  };
  return { watch, shown, waiting: rows.length - shown.length, holding, toEnd };
}
