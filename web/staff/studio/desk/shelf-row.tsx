import { Button, Dropdown, Tooltip } from "antd";
import type { KeyboardEvent } from "react";
import { count, money } from "../../../kit/format.ts";
import { Icon } from "../../../kit/icon.tsx";
import { Picture } from "../../../kit/picture.tsx";
import { useWords } from "../../../kit/words.ts";
import { useTitle } from "../../parts/tongue.ts";
import type { ShelfItem } from "./desk-feed.ts";
import type { Figures } from "./shelf-column.tsx";
import styles from "./shelf.module.css";

const fewLeft = 10;

type Props = {
  item: ShelfItem;
  figures: Figures["products"][number] | undefined;
  pinned: boolean;
  busy: boolean;
  canPin: boolean;
  drag: object;
  place: number;
  onPin: () => void;
  onPlace: (place: number) => void;
  onRemove: () => void;
};

function Stock({ item }: { item: ShelfItem }) {
  const words = useWords("desk");
  if (!item.isSellable) return <span className={styles.gone}>{words.offSale}</span>;
  if (item.available <= 0) return <span className={styles.gone}>{words.soldOut}</span>;
  if (item.available < fewLeft) return <span className={styles.few}>{words.lowStock(count(item.available))}</span>;
  return <span>{words.stock(count(item.available))}</span>;
}

export function ShelfRow(props: Props) {
  const { item, figures, pinned, busy, canPin, drag, place, onPin, onPlace } = props;
  const words = useWords("desk");
  const title = useTitle()(item);
  const press = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    onPlace(place + (event.key === "ArrowUp" ? -1 : 1));
  };
  return (
    <li
      className={pinned ? styles.pinned : styles.row}
      aria-label={words.itemName(item.number, title)}
      aria-current={pinned || undefined}
      onKeyDown={press}
      {...drag}
    >
      <span className={styles.picture}>
        <Picture src={item.pictureUrl} alt="" radius={8} />
        <b className={styles.number}>{item.number}</b>
      </span>
      <span className={styles.text}>
        <b title={title}>{title}</b>
        <span className={styles.money}>
          <strong>{money(item.priceMinFen)}</strong>
          <Stock item={item} />
        </span>
        <span className={styles.counts}>
          <span>{words.clicks(count(figures?.clickUsers ?? 0))}</span>
          <span>{words.orders(count(figures?.orders ?? 0))}</span>
        </span>
      </span>
      <Tooltip title={pinned || canPin ? "" : words.waitingStream}>
        <Button
          type={pinned ? "primary" : "default"}
          className={styles.pin ?? ""}
          disabled={!pinned && (!canPin || item.available <= 0 || !item.isSellable)}
          loading={busy}
          onClick={onPin}
        >
          {pinned ? words.unpin : words.pin}
        </Button>
      </Tooltip>
      <More {...props} />
    </li>
  );
}

function More({ place, onPlace, onRemove }: Pick<Props, "place" | "onPlace" | "onRemove">) {
  const words = useWords("desk");
  const items = [
    { key: "top", label: words.toTop, disabled: place === 0, onClick: () => onPlace(0) },
    { key: "up", label: words.up, disabled: place === 0, onClick: () => onPlace(place - 1) },
    { key: "down", label: words.down, onClick: () => onPlace(place + 1) },
    { type: "divider" as const },
    { key: "remove", label: words.remove, danger: true, onClick: onRemove },
  ];
  return (
    <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
      <button type="button" className={styles.more} aria-label={words.more}>
        <Icon name="more" size={20} />
      </button>
    </Dropdown>
  );
}
