import type { Outcome } from "#platform/refusal";

/** What counts of a held coupon when it is chosen. `id` is the grant's. */
export type Coupon = {
  id: bigint;
  nameZh: string;
  nameEn: string;
  offFen: bigint;
  fromFen: bigint;
  startsAt: Date;
  endsAt: Date;
};
export type WhyNot = "below_threshold" | "not_started" | "ended" | "no_saving";
/** `shortFen`: how much more of goods would make it serve; 0 when more goods are not what it lacks. */
export type UnusableCoupon = { grantId: bigint; nameZh: string; nameEn: string; why: WhyNot; shortFen: bigint };

export type Choice = {
  grants: readonly Coupon[];
  goodsFen: bigint;
  chosen: readonly bigint[] | undefined;
  at: Date;
  /** What would be paid with so much off. A coupon that costs the free delivery may save nothing. */
  payableWith: (offFen: bigint) => bigint;
};

function whyNot(coupon: Coupon, { goodsFen, at, payableWith }: Choice): WhyNot | undefined {
  if (at < coupon.startsAt) return "not_started";
  if (at >= coupon.endsAt) return "ended";
  if (goodsFen < coupon.fromFen) return "below_threshold";
  return payableWith(coupon.offFen) < payableWith(0n) ? undefined : "no_saving";
}

const unusable = ({ id, nameZh, nameEn, fromFen }: Coupon, why: WhyNot, goodsFen: bigint): UnusableCoupon => ({
  grantId: id,
  nameZh,
  nameEn,
  why,
  shortFen: why === "below_threshold" ? fromFen - goodsFen : 0n,
});

/** The lowest sum to pay first; of equals the one that ends first, then the older grant. */
const byWorth =
  (payableWith: Choice["payableWith"]) =>
  (a: Coupon, b: Coupon): number => {
    const [withA, withB] = [payableWith(a.offFen), payableWith(b.offFen)];
    if (withA !== withB) return withA < withB ? -1 : 1;
    return a.endsAt.getTime() - b.endsAt.getTime() || (a.id < b.id ? -1 : 1);
  };

/** Picks the one coupon of a shop that a quote uses, and says of each that does not serve why. */
export function chooseCoupon(choice: Choice): Outcome<{ coupon: Coupon | null; unusableCoupons: UnusableCoupon[] }> {
  const { grants, goodsFen, chosen } = choice;
  const reasons = new Map(grants.map((grant) => [grant.id, whyNot(grant, choice)]));
  const unusableCoupons = grants.flatMap((grant) => {
    const why = reasons.get(grant.id);
    return why ? [unusable(grant, why, goodsFen)] : [];
  });
  if (chosen === undefined) {
    const usable = grants.filter(({ id }) => reasons.get(id) === undefined).sort(byWorth(choice.payableWith));
    return { ok: { coupon: usable[0] ?? null, unusableCoupons } };
  }
  const wanted = grants.filter(({ id }) => chosen.includes(id));
  const bad = wanted.find(({ id }) => reasons.get(id) !== undefined);
  if (bad)
    return { refused: "promotions.not_applicable", details: { grantId: String(bad.id), why: reasons.get(bad.id)! } };
  if (wanted.length > 1)
    return { refused: "promotions.not_applicable", details: { grantId: String(wanted[1]!.id), why: "one_per_shop" } };
  return { ok: { coupon: wanted[0] ?? null, unusableCoupons } };
}
