import { lazy, Suspense, useState } from "react";
import { Button } from "../../../kit/button.tsx";
import { type Deal, inTurn, stageOf } from "../../../kit/deals.ts";
import { Empty } from "../../../kit/empty.tsx";
import { BagCard } from "../../../kit/product-card.tsx";
import { serverNow } from "../../../kit/server-clock.ts";
import { useWords } from "../../../kit/words.ts";
import { useCard } from "../../parts/use-card.ts";
import type { useExposures } from "../../parts/use-exposures.ts";
import styles from "./bag.module.css";
import type { RoomNow, ShelfItem } from "./room-now.ts";

const BagDrop = lazy(() => import("../../drop/bag-drop.tsx"));

export type BagProps = {
  room: Pick<RoomNow, "shelf" | "pin" | "deals">;
  watch: ReturnType<typeof useExposures>;
  onBuy: (productId: string) => void;
  onDrop: (deal: Deal) => void;
  busyId: string | null;
};

const searchFrom = 20;
/** A bar that is nearly empty sells nothing. */
const worthSaying = 0.05;

/** Everything in the bag, in the desk's order, what is explained now first. */
export function BagList({ room, watch, onBuy, onDrop, busyId }: BagProps) {
  const words = useWords("room");
  const [wanted, setWanted] = useState("");
  const { shelf, pin } = room;
  if (shelf.length === 0) return <Empty icon="bag" title={words.bagEmpty} hint={words.bagEmptyHint} />;
  const found = shelf.filter((item) => fits(item, wanted));
  const now = serverNow();
  const deals = inTurn(room.deals, now).filter((deal) => stageOf(deal, now) !== "over");
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
              <BagRow
                item={item}
                deal={deals.find((deal) => deal.productId === item.id)}
                isNow={item.id === pin?.productId}
                isBusy={item.id === busyId}
                {...{ onBuy, onDrop }}
              />
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

type RowProps = Pick<BagProps, "onBuy" | "onDrop"> & { item: ShelfItem; isNow: boolean; isBusy: boolean };

/** With a drop, its price and its deed; while their script is on the way, the row as it is otherwise. */
function BagRow({ deal, ...row }: RowProps & { deal: Deal | undefined }) {
  const { item, isNow, isBusy, onBuy, onDrop } = row;
  const card = useCard()(item);
  if (!deal) return <PlainRow {...row} />;
  return (
    <Suspense fallback={<PlainRow {...row} />}>
      <BagDrop
        card={{ ...card, tags: [item.shopName] }}
        number={item.number}
        onOpen={() => onBuy(item.id)}
        {...{ deal, isNow, isBusy, onDrop }}
      />
    </Suspense>
  );
}

function PlainRow({ item, isNow, isBusy, onBuy }: RowProps) {
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
