import { clock } from "#platform/clock";
import { type Db, statement, transact, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import { newId } from "#platform/ids";
import { Refusal } from "#platform/refusal";
import { COUPON_COLUMNS, type CouponRow } from "./coupon-rows.ts";

const find = statement<CouponRow>(
  "promotions.find_coupon",
  `select ${COUPON_COLUMNS} from promotions.coupons c where c.id = $1 and c.state not in ('editing', 'deleted')`,
);
const take = statement<CouponRow>(
  "promotions.take_one",
  `update promotions.coupons c set claimed = c.claimed + 1
   where c.id = $1 and c.state = 'valid' and c.claimed < c.total and c.ends_at > $2 returning ${COUPON_COLUMNS}`,
);
const mine = statement<{ n: bigint }>(
  "promotions.count_mine",
  `select count(*) as n from promotions.grants where coupon_id = $1 and person_id = $2`,
);
const insert = statement(
  "promotions.insert_grant",
  `insert into promotions.grants (id, coupon_id, person_id, ordinal, state, claimed_at)
   values ($1, $2, $3, $4, 'unused', $5)`,
);

export type Claimed = { id: bigint; coupon: CouponRow; state: "unused"; claimedAt: Date };

/**
 * Gives a person one of a coupon: never more than there are, never more than one may have. The coupon's row is taken
 * first, so that the count of one's own is true; the unique number of each stands behind it.
 */
export const claimCoupon = (db: Db | Tx, personId: bigint, couponId: bigint): Promise<Claimed> =>
  transact(db, async (tx) => {
    const at = clock.now();
    const [found] = await find(tx, couponId);
    if (!found || found.startsAt > at) throw new Refusal("promotions.not_found");
    const [coupon] = found.claimed < found.total ? await take(tx, couponId, at) : [];
    if (!coupon) throw new Refusal("promotions.coupon_gone");
    const had = Number((await mine(tx, couponId, personId))[0]!.n);
    if (had >= coupon.perPerson) throw new Refusal("promotions.coupon_limit", { perPerson: coupon.perPerson });
    const id = newId();
    await insert(tx, id, couponId, personId, had + 1, at);
    await emit(tx, "promotions.coupon_claimed", [{ grantId: id, couponId, personId, shopId: coupon.shopId }]);
    return { id, coupon, state: "unused", claimedAt: at };
  });
