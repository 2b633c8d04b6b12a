import { CouponTicket } from "../../../kit/coupon-ticket.tsx";
import { useLanguage } from "../../../kit/language.ts";
import { useWords } from "../../../kit/words.ts";
import { useCoupons } from "../../parts/use-coupons.ts";
import styles from "./shop.module.css";

/** A shop without coupons has nothing to say of them. */
export function ShopCoupons({ shopId }: { shopId: string }) {
  const words = useWords("storefront");
  const language = useLanguage();
  const { coupons, claim, busyId } = useCoupons({ shopIds: [shopId], claimedText: words.claimedDone });
  if (coupons.length === 0) return null;
  return (
    <section className={styles.part} aria-labelledby="shop-coupons">
      <h2 id="shop-coupons" className={styles.name}>
        {words.coupons}
      </h2>
      <div className={styles.coupons}>
        {coupons.map((coupon) => (
          <CouponTicket
            key={coupon.id}
            ticket={{
              id: coupon.id,
              title: language === "en" && coupon.nameEn ? coupon.nameEn : coupon.nameZh,
              offFen: coupon.offFen,
              overFen: coupon.fromFen,
              until: coupon.endsAt,
            }}
            state={coupon.now}
            busy={busyId === coupon.id}
            {...(coupon.now === "open" ? { onPress: () => claim(coupon.id) } : {})}
          />
        ))}
      </div>
    </section>
  );
}
