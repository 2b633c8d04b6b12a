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
  return (
    <Sheet open={open} onClose={onClose} title={words.bagTitle(bag.room.shelf.length)} height="70dvh">
      <CouponStrip shelf={bag.room.shelf} />
      <BagList {...bag} onBuy={buy} />
    </Sheet>
  );
}
