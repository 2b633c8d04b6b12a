import { useState } from "react";
import { Button } from "../../../kit/button.tsx";
import { Empty } from "../../../kit/empty.tsx";
import { BagCard } from "../../../kit/product-card.tsx";
import { useWords } from "../../../kit/words.ts";
import { useCard } from "../../parts/use-card.ts";
import type { useExposures } from "../../parts/use-exposures.ts";
import styles from "./bag.module.css";
import type { RoomNow, ShelfItem } from "./room-now.ts";

export type BagProps = {
  room: Pick<RoomNow, "shelf" | "pin">;
  watch: ReturnType<typeof useExposures>;
  onBuy: (productId: string) => void;
  busyId: string | null;
};

const searchFrom = 20;
/** A bar that is nearly empty sells nothing. */
const worthSaying = 0.05;

/** Everything in the bag, in the desk's order, what is explained now first. */
export function BagList({ room, watch, onBuy, busyId }: BagProps) {
  const words = useWords("room");
  const [wanted, setWanted] = useState("");
  const { shelf, pin } = room;
  if (shelf.length === 0) return <Empty icon="bag" title={words.bagEmpty} hint={words.bagEmptyHint} />;
  const found = shelf.filter((item) => fits(item, wanted));
  const ordered = [...found].sort((a, b) => Number(b.id === pin?.productId) - Number(a.id === pin?.productId));
  return (
    <>
      {shelf.length > searchFrom ? (
        <input
          className={styles.search}
          type="search"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
          placeholder={words.bagSearch}
          aria-label={words.bagSearch}
        />
      ) : null}
      {ordered.length === 0 ? (
        <Empty
          icon="search"
          title={words.bagNothingFound}
          action={
            <Button look="tint" onClick={() => setWanted("")}>
              {words.bagClearSearch}
            </Button>
          }
        />
      ) : (
        <ul className={styles.list}>
          {ordered.map((item) => (
            <li key={item.id} ref={watch(item.id)}>
              <BagRow item={item} isNow={item.id === pin?.productId} isBusy={item.id === busyId} onBuy={onBuy} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function fits(item: ShelfItem, wanted: string): boolean {
  const said = wanted.trim().toLowerCase();
  return !said || String(item.number) === said || `${item.titleZh} ${item.titleEn}`.toLowerCase().includes(said);
}

type RowProps = { item: ShelfItem; isNow: boolean; isBusy: boolean; onBuy: (productId: string) => void };

function BagRow({ item, isNow, isBusy, onBuy }: RowProps) {
  const words = useWords("room");
  const kit = useWords("kit");
  const card = useCard()(item);
  const isGone = item.available <= 0;
  const deed = !item.isSellable ? words.offSale : isGone ? words.soldOut : words.grab;
  // What can still be bought is never “100 %” gone.
  const grabbed = isGone ? 1 : Math.min(0.99, item.soldCount / (item.soldCount + item.available));
  const buy = () => onBuy(item.id);
  const few = item.available > 0 && item.available <= 10 ? [kit.onlyLeft(item.available)] : [];
  return (
    <BagCard
      product={{ ...card, tags: [...few, item.shopName] }}
      number={item.number}
      grabbed={grabbed >= worthSaying ? grabbed : undefined}
      explaining={isNow}
      onOpen={buy}
      deed={
        <Button
          size="small"
          disabled={isGone || !item.isSellable}
          busy={isBusy}
          onClick={buy}
          aria-label={`${deed} ${card.title}`}
        >
          {deed}
        </Button>
      }
    />
  );
}
