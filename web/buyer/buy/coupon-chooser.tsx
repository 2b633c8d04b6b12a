import { Button } from "../../kit/button.tsx";
import { CouponTicket, type Ticket } from "../../kit/coupon-ticket.tsx";
import { ErrorState } from "../../kit/error-state.tsx";
import { money } from "../../kit/format.ts";
import { Sheet } from "../../kit/sheet.tsx";
import { SkeletonRows } from "../../kit/skeleton.tsx";
import { useQueryOf } from "../../kit/use-api.ts";
import { useWords } from "../../kit/words.ts";
import type { AnswerOf } from "../../kit/api.ts";
import styles from "./checkout.module.css";
import type { ShopQuote } from "./checkout-lines.ts";
import { useTongue } from "./tongue.ts";
import type { Checkout } from "./use-checkout.ts";

type Props = { open: boolean; onClose: () => void; shop: ShopQuote; checkout: Checkout };
type Grant = AnswerOf<"listMyCoupons">["items"][number];

/** All coupons of this shop that the buyer holds: those that serve, and for each other one the reason why not. */
export function CouponChooser({ open, onClose, shop, checkout }: Props) {
  const words = useWords("buy");
  return (
    <Sheet open={open} onClose={onClose} title={words.couponChoose} height="66dvh">
      <Choices onClose={onClose} shop={shop} checkout={checkout} />
    </Sheet>
  );
}

function Choices({ onClose, shop, checkout }: Omit<Props, "open">) {
  const words = useWords("buy");
  const mine = useQueryOf("listMyCoupons", { state: "unused", limit: 100 });
  if (mine.error && !mine.data) return <ErrorState problem={mine.error} onRetry={() => void mine.refetch()} />;
  if (!mine.data) return <SkeletonRows rows={3} picture={84} />;
  const held = mine.data.items.filter(({ coupon }) => coupon.shopId === shop.shopId);
  const unusable = new Map(shop.unusableCoupons.map((one) => [one.grantId, one]));
  const choose = (grantId: string) => {
    checkout.chooseCoupon(shop.shopId, grantId);
    onClose();
  };
  const none = shop.coupon === null;
  return (
    <div className={styles.coupons}>
      <div className={styles.noCoupon}>
        <span>
          <b>{words.couponUnused}</b>
          <small>{words.couponUnusedHint}</small>
        </span>
        <Button look={none ? "tint" : "outline"} size="small" disabled={none} onClick={() => choose("none")}>
          {none ? words.couponInUse : words.couponUse}
        </Button>
      </div>
      {held.map((grant) => (
        <Choice
          key={grant.id}
          grant={grant}
          inUse={shop.coupon?.grantId === grant.id}
          unusable={unusable.get(grant.id)}
          onChoose={choose}
        />
      ))}
    </div>
  );
}

type ChoiceProps = {
  grant: Grant;
  inUse: boolean;
  unusable: ShopQuote["unusableCoupons"][number] | undefined;
  onChoose: (grantId: string) => void;
};

function Choice({ grant, inUse, unusable, onChoose }: ChoiceProps) {
  const words = useWords("buy");
  const said = useTongue();
  const { coupon } = grant;
  const ticket: Ticket = {
    id: grant.id,
    title: said({ zh: coupon.nameZh, en: coupon.nameEn }),
    offFen: coupon.offFen,
    overFen: coupon.fromFen,
    until: coupon.endsAt,
  };
  if (unusable) {
    const reasons = {
      below_threshold: words.couponShort(money(unusable.shortFen)),
      not_started: words.couponNotStarted,
      ended: words.couponEnded,
      no_saving: words.couponNoSaving,
    };
    return <CouponTicket ticket={ticket} state="unfit" reason={reasons[unusable.why]} />;
  }
  if (inUse) return <CouponTicket ticket={ticket} state="chosen" actionLabel={words.couponInUse} />;
  return <CouponTicket ticket={ticket} state="open" actionLabel={words.couponUse} onPress={() => onChoose(grant.id)} />;
}
