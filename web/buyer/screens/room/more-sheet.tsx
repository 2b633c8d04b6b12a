import { Cell } from "../../../kit/cell.tsx";
import { Icon, type IconName } from "../../../kit/icon.tsx";
import { LanguageSwitch } from "../../../kit/language-switch.tsx";
import { Sheet } from "../../../kit/sheet.tsx";
import { useWords } from "../../../kit/words.ts";
import styles from "./more-sheet.module.css";
import type { RoomNow } from "./room-now.ts";

type Props = { room: RoomNow; open: boolean; onClose: () => void; onClear: () => void; onShare: () => void };

/** What is needed now and then, and who stands behind the goods: one tap, as the law asks. */
export function MoreSheet({ room, open, onClose, onClear, onShare }: Props) {
  const words = useWords("room");
  const shops = new Map(room.shelf.map((item) => [item.shopId, item.shopName]));
  const deeds: [IconName, string, () => void][] = [
    ["image", words.clear, onClear],
    ["share", words.share, onShare],
  ];
  return (
    <Sheet open={open} onClose={onClose} title={words.more}>
      {room.intro ? <p className={styles.intro}>{room.intro}</p> : null}
      <div className={styles.deeds}>
        {deeds.map(([icon, label, deed]) => (
          <button
            key={icon}
            type="button"
            className={styles.deed}
            onClick={() => {
              onClose();
              deed();
            }}
          >
            <span>
              <Icon name={icon} size={24} />
            </span>
            {label}
          </button>
        ))}
        <a className={styles.deed} href="tel:12315">
          <span>
            <Icon name="shield" size={24} />
          </span>
          {words.complain}
        </a>
      </div>
      {shops.size > 0 ? <h3 className={styles.name}>{words.sellers}</h3> : null}
      {[...shops].map(([shopId, name]) => (
        <Cell key={shopId} icon="shop" title={name} hint={words.sellersHint} to={`/shops/${shopId}`} />
      ))}
      <div className={styles.language}>
        <LanguageSwitch />
      </div>
    </Sheet>
  );
}
