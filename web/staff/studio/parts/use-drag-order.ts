import { type DragEvent, useState } from "react";

/** `ids` with one of them taken out and put where another stands; the same array when nothing changes. */
export function moved(ids: readonly string[], id: string, to: number): string[] {
  const rest = ids.filter((one) => one !== id);
  const place = Math.max(0, Math.min(to, rest.length));
  return [...rest.slice(0, place), id, ...rest.slice(place)];
}

export const sameOrder = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id, index) => id === other[index]);

/** Rows that can be dragged onto each other's place. */
export function useDragOrder(ids: readonly string[], onOrder: (ids: string[]) => void, onBegin?: () => void) {
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const end = () => {
    setDragged(null);
    setOver(null);
  };
  const rowProps = (id: string) => ({
    draggable: true,
    "data-dragged": dragged === id || undefined,
    "data-over": over === id && dragged !== id ? true : undefined,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", id);
      setDragged(id);
      onBegin?.();
    },
    onDragOver: (event: DragEvent) => {
      if (dragged === null) return;
      event.preventDefault();
      setOver(id);
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      if (dragged !== null && dragged !== id) onOrder(moved(ids, dragged, ids.indexOf(id)));
      end();
    },
    onDragEnd: end,
  });
  return { dragging: dragged !== null, rowProps };
}
