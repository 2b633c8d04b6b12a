import { money } from "../../../kit/format.ts";
import { useWords } from "../../../kit/words.ts";
import { type Coupon, useCoupons } from "../../parts/use-coupons.ts";
import styles from "./bag.module.css";
import type { ShelfItem } from "./room-now.ts";

const shopsMost = 5;
const short = (fen: number) => money(fen).replace(/\.00$/, "");

/** The coupons of the shops whose goods are in the bag, claimed by one tap. */
export function CouponStrip({ shelf }: { shelf: ShelfItem[] }) {
  const words = useWords("room");
  const shopIds = [...new Set(shelf.map((item) => item.shopId))].slice(0, shopsMost);
  const { coupons, claim, busyId } = useCoupons({ shopIds, claimedText: words.claimedDone });
  const shown = coupons.filter((coupon) => coupon.now !== "gone");
  if (shown.length === 0) return null;
  const worth = ({ offFen, fromFen }: Coupon) =>
    fromFen > 0 ? words.couponOff(short(offFen), short(fromFen)) : words.couponAny(short(offFen));
  return (
    <div className={styles.strip}>
      {shown.map((coupon) => {
        const isOpen = coupon.now === "open";
        return (
          <button
            key={coupon.id}
            type="button"
            className={styles.coupon}
            disabled={!isOpen || busyId === coupon.id}
            onClick={() => claim(coupon.id)}
            aria-label={isOpen ? words.claimNamed(worth(coupon)) : undefined}
          >
            {worth(coupon)}
            <b>{isOpen ? words.claim : words.claimed}</b>
          </button>
        );
      })}
    </div>
  );
}
