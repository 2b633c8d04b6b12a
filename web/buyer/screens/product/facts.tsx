import { useState } from "react";
import { CouponTicket } from "../../../kit/coupon-ticket.tsx";
import { money } from "../../../kit/format.ts";
import { Icon } from "../../../kit/icon.tsx";
import { Sheet } from "../../../kit/sheet.tsx";
import { Tag } from "../../../kit/tag.tsx";
import { useWords } from "../../../kit/words.ts";
import { type ProductPage, skuGroups } from "../../buy/sku-groups.ts";
import { useTongue } from "../../buy/tongue.ts";
import { type Coupon, type CouponState, useCoupons } from "../../parts/use-coupons.ts";
import styles from "./product.module.css";

const round = (fen: number) => money(fen).replace(/\.00$/, "");

/** Coupons, delivery, service, options: one line each, the first and the last lead on. */
export function Facts({ product, onChoose }: { product: ProductPage; onChoose: () => void }) {
  const words = useWords("product");
  const said = useTongue();
  const groups = skuGroups(product.skus, said).map((group) => group.name);
  return (
    <section className={`${styles.part} ${styles.facts}`}>
      <CouponLine shopId={product.shopId} />
      <div className={styles.fact}>
        <span>{words.ship}</span>
        <span>{`${words.shipWithin(product.promiseHours)} · ${useFreight(product)}`}</span>
      </div>
      <div className={styles.fact}>
        <span>{words.service}</span>
        <span>{words.serviceText}</span>
      </div>
      {groups.length > 0 ? (
        <button type="button" className={styles.fact} aria-haspopup="dialog" onClick={onChoose}>
          <span>{words.options}</span>
          <span>
            {words.chooseOptions(groups.join(" · "))}
            <small>{words.kinds(product.skus.length)}</small>
          </span>
          <Icon name="next" size={16} />
        </button>
      ) : null}
    </section>
  );
}

function useFreight({ freight, freeFreight }: ProductPage): string {
  const words = useWords("product");
  if (freeFreight || (freight.firstFen === 0 && freight.furtherFen === 0)) return words.freightFree;
  const first = words.freightFirst(freight.firstPieces, money(freight.firstFen));
  return freight.freeFromFen === null ? first : `${first} · ${words.freightFrom(round(freight.freeFromFen))}`;
}

function CouponLine({ shopId }: { shopId: string }) {
  const words = useWords("product");
  const [open, setOpen] = useState(false);
  const { coupons, claim, busyId } = useCoupons({ shopIds: [shopId], claimedText: words.couponClaimed });
  const claimFirst = (couponId: string) => {
    // Signing in happens in a sheet of its own; two would fight for the focus.
    setOpen(false);
    claim(couponId);
  };
  const short = (coupon: Coupon) =>
    words.couponOff(coupon.fromFen > 0 ? round(coupon.fromFen) : "", round(coupon.offFen));
  if (coupons.length === 0) return null;
  return (
    <>
      <button type="button" className={styles.fact} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <span>{words.coupons}</span>
        <span className={styles.couponTags}>
          {coupons.slice(0, 3).map((coupon) => (
            <Tag key={coupon.id} tone="brand">
              {short(coupon)}
            </Tag>
          ))}
        </span>
        <Icon name="next" size={16} />
      </button>
      <Sheet open={open} onClose={() => setOpen(false)} title={words.couponSheet}>
        <CouponList coupons={coupons} busyId={busyId} onClaim={claimFirst} />
      </Sheet>
    </>
  );
}

type Held = Coupon & { now: CouponState };
type ListProps = { coupons: Held[]; busyId: string | null; onClaim: (couponId: string) => void };

function CouponList({ coupons, busyId, onClaim }: ListProps) {
  const words = useWords("product");
  const said = useTongue();
  return (
    <div className={styles.couponList}>
      {coupons.map((coupon) => {
        const state = coupon.now;
        return (
          <CouponTicket
            key={coupon.id}
            ticket={{
              id: coupon.id,
              title: said({ zh: coupon.nameZh, en: coupon.nameEn }),
              offFen: coupon.offFen,
              overFen: coupon.fromFen,
              until: coupon.endsAt,
            }}
            state={state}
            busy={busyId === coupon.id}
            {...(state === "open" ? { actionLabel: words.couponTake, onPress: () => onClaim(coupon.id) } : {})}
          />
        );
      })}
    </div>
  );
}
