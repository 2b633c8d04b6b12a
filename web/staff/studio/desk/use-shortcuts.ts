import { useEffect, useRef } from "react";
import type { Shelf } from "./use-shelf.ts";

export type CommentFilter = "all" | "questions" | "buyers";
type Wishes = { shelf: Shelf; setFilter: (filter: CommentFilter) => void; toggleHelp: () => void };

export const SAY_FIELD = "desk-say";
const filterKeys: Record<string, CommentFilter> = { a: "all", q: "questions", b: "buyers" };

/** Someone who types, or answers a question of the page, means no shortcut. */
const isBusyElsewhere = (event: KeyboardEvent): boolean => {
  const at = event.target instanceof HTMLElement ? event.target : null;
  const typing = at?.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
  return Boolean(typing) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
};

/** A toast is no question, and a closed one stays in the page unseen. */
const asked = (): boolean =>
  [...document.querySelectorAll("[role=dialog][aria-modal=true]")].some((dialog) => dialog.checkVisibility());

function act({ shelf, setFilter, toggleHelp }: Wishes, event: KeyboardEvent): boolean {
  const key = event.key.toLowerCase();
  if (key === "?" || key === "？") {
    toggleHelp();
    return true;
  }
  if (asked()) return false;
  const filter = filterKeys[key];
  if (filter) {
    setFilter(filter);
    return true;
  }
  if (key === "c") {
    document.getElementById(SAY_FIELD)?.focus();
    return true;
  }
  if (key === "0") {
    if (shelf.pinnedId) shelf.unpin();
    return true;
  }
  const item = /^[1-9]$/.test(key) ? shelf.items.find(({ number }) => number === Number(key)) : undefined;
  if (item && item.id !== shelf.pinnedId) shelf.pin(item.id);
  return item !== undefined;
}

export function useShortcuts(wishes: Wishes): void {
  const latest = useRef(wishes);
  latest.current = wishes;
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (!isBusyElsewhere(event) && act(latest.current, event)) event.preventDefault();
    };
    addEventListener("keydown", hear);
    return () => removeEventListener("keydown", hear);
  }, []);
}
