import { useState } from "react";
import { toast } from "../../../kit/toast.tsx";
import { useWords } from "../../../kit/words.ts";
import { useDeed } from "../../parts/use-deed.ts";
import { sameOrder } from "../parts/use-drag-order.ts";
import type { Desk, ShelfItem } from "./desk-feed.ts";
import type { DeskTools } from "./use-desk.ts";

/** What an operator does with the bag; the new order is seen at once and taken back when it was refused. */
export function useShelf(desk: Desk, { change, retry }: DeskTools) {
  const words = useWords("desk");
  const roomId = desk.id;
  const [wanted, setWanted] = useState<string[] | null>(null);
  const keep = ({ shelf, version }: { shelf: ShelfItem[]; version: number }) =>
    change((before) => ({ ...before, shelf, version }));
  const pin = useDeed("pinProduct", { onDone: (made) => change((before) => ({ ...before, pin: made })) });
  const unpin = useDeed("unpinProduct", { onDone: () => change((before) => ({ ...before, pin: null })) });
  const order = useDeed("orderShelf", {
    onDone: (answer) => {
      keep(answer);
      setWanted(null);
    },
    onProblem: (problem) => {
      setWanted(null);
      retry();
      if (problem.code !== "live.stale") return false;
      toast({ text: words.stale, look: "bad" });
      return true;
    },
  });
  const add = useDeed("addToShelf", { done: words.addedToShelf, onDone: keep });
  const remove = useDeed("removeFromShelf", {
    onDone: (answer, { productId }) => {
      keep(answer);
      const undo = () => add.mutate({ roomId, productId });
      toast({ text: words.removed, actionLabel: words.undo, onAction: undo });
    },
  });
  const items = [...desk.shelf].sort((one, other) => one.position - other.position);
  const shown = wanted ? wanted.flatMap((id) => items.find((item) => item.id === id) ?? []) : items;
  return {
    items: shown,
    pinnedId: desk.pin?.productId,
    busyId: pin.isPending ? pin.variables.productId : undefined,
    addingId: add.isPending ? add.variables.productId : undefined,
    unpinning: unpin.isPending,
    pin: (productId: string) => pin.mutate({ roomId, productId }),
    unpin: () => unpin.mutate({ roomId }),
    add: (productId: string) => add.mutate({ roomId, productId }),
    remove: (productId: string) => remove.mutate({ roomId, productId }),
    order: (ids: string[]) => {
      const present = shown.map((item) => item.id);
      if (sameOrder(ids, present)) return;
      setWanted(ids);
      order.mutate({ roomId, version: desk.version, productIds: ids });
    },
  };
}
export type Shelf = ReturnType<typeof useShelf>;
