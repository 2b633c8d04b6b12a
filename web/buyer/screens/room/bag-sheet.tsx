import type { Deal } from "../../../kit/deals.ts";
import { Sheet } from "../../../kit/sheet.tsx";
import { useWords } from "../../../kit/words.ts";
import { BagList, type BagProps } from "./bag-list.tsx";
import { CouponStrip } from "./coupon-strip.tsx";

export function BagSheet({ open, onClose, ...bag }: BagProps & { open: boolean; onClose: () => void }) {
  const words = useWords("room");
  const buy = (productId: string) => {
    onClose();
    bag.onBuy(productId);
  };
  const drop = (deal: Deal) => {
    onClose();
    bag.onDrop(deal);
  };
  return (
    <Sheet open={open} onClose={onClose} title={words.bagTitle(bag.room.shelf.length)} height="70dvh">
      <CouponStrip shelf={bag.room.shelf} />
      <BagList {...bag} onBuy={buy} onDrop={drop} />
    </Sheet>
  );
}
