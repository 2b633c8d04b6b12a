import { Button } from "antd";
import { useState } from "react";
import type { AnswerOf } from "../../../kit/api.ts";
import { Empty } from "../../../kit/empty.tsx";
import { Icon } from "../../../kit/icon.tsx";
import { useWords } from "../../../kit/words.ts";
import { useTitle } from "../../parts/tongue.ts";
import { moved, useDragOrder } from "../parts/use-drag-order.ts";
import { AddProducts } from "./add-products.tsx";
import type { Desk } from "./desk-feed.ts";
import desk from "./desk.module.css";
import styles from "./shelf.module.css";
import { ShelfRow } from "./shelf-row.tsx";
import type { Shelf } from "./use-shelf.ts";

export type Figures = AnswerOf<"readFigures">;
type Props = { desk: Desk; shelf: Shelf; figures: Figures | undefined };

export function ShelfColumn({ desk: room, shelf, figures }: Props) {
  const words = useWords("desk");
  const [adding, setAdding] = useState(false);
  const ids = shelf.items.map((item) => item.id);
  const { rowProps } = useDragOrder(ids, shelf.order);
  const sold = new Map(figures?.products.map((one) => [one.productId, one]));
  const canPin = room.state === "live" || room.state === "interrupted";
  return (
    <section className={desk.panel} aria-label={words.shelf}>
      <header className={desk.panelHead}>
        <h2>{words.shelf}</h2>
        <small>{words.shelfCount(shelf.items.length)}</small>
        <Button type="text" icon={<Icon name="plus" size={18} />} onClick={() => setAdding(true)}>
          {words.addProduct}
        </Button>
      </header>
      <PinnedNow shelf={shelf} />
      {shelf.items.length === 0 ? (
        <Empty
          icon="bag"
          title={words.emptyShelf}
          hint={words.emptyShelfHint}
          action={
            <Button type="primary" onClick={() => setAdding(true)}>
              {words.addProduct}
            </Button>
          }
        />
      ) : (
        <ol className={styles.rows} aria-label={words.shelf}>
          {shelf.items.map((item, index) => (
            <ShelfRow
              key={item.id}
              item={item}
              figures={sold.get(item.id)}
              pinned={item.id === shelf.pinnedId}
              busy={item.id === shelf.busyId || (item.id === shelf.pinnedId && shelf.unpinning)}
              canPin={canPin}
              drag={rowProps(item.id)}
              onPin={() => (item.id === shelf.pinnedId ? shelf.unpin() : shelf.pin(item.id))}
              onPlace={(place) => shelf.order(moved(ids, item.id, place))}
              place={index}
              onRemove={() => shelf.remove(item.id)}
            />
          ))}
        </ol>
      )}
      <AddProducts open={adding} onClose={() => setAdding(false)} shelf={shelf} />
    </section>
  );
}

/** Always at the same place: which product the viewers see as the one being explained. */
function PinnedNow({ shelf }: { shelf: Shelf }) {
  const words = useWords("desk");
  const titleOf = useTitle();
  const item = shelf.items.find(({ id }) => id === shelf.pinnedId);
  return (
    <p className={item ? styles.pinnedNow : styles.noPin} role="status">
      <span className={styles.wave} aria-hidden>
        <i />
        <i />
        <i />
      </span>
      <span>{item ? words.pinnedNow(item.number, titleOf(item)) : words.noPin}</span>
    </p>
  );
}
