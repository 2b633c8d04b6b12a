import { useSyncExternalStore } from "react";

/**
 * A few ids that this browser remembers over a reload: the lines it stands in, the things it waits for. Only pages that
 * remember something ask the server about it: a drop's thousands of onlookers do not.
 */
export function remembered(place: string, most = 20) {
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const read = (): string[] => (localStorage.getItem(place) ?? "").split(",").filter(Boolean);
  const write = (ids: string[]) => {
    if (ids.length > 0) localStorage.setItem(place, ids.slice(-most).join(","));
    else localStorage.removeItem(place);
    tell();
  };
  const subscribe = (listener: () => void) => {
    const elsewhere = (event: StorageEvent) => event.key === place && listener();
    listeners.add(listener);
    addEventListener("storage", elsewhere);
    return () => {
      listeners.delete(listener);
      removeEventListener("storage", elsewhere);
    };
  };
  return {
    add: (id: string) => write([...read().filter((one) => one !== id), id]),
    remove: (id: string) => read().includes(id) && write(read().filter((one) => one !== id)),
    clear: () => read().length > 0 && write([]),
    useHas: (id: string) => useSyncExternalStore(subscribe, () => read().includes(id)),
    useAny: () => useSyncExternalStore(subscribe, () => localStorage.getItem(place) !== null),
  };
}

export const joinedLines = remembered("jishi.lines");
export const joinedWaits = remembered("jishi.waits");
