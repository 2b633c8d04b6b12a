import { clock } from "#platform/clock";
import { type Db, statement } from "#platform/db";

const endCoupons = statement<{ id: bigint }>(
  "promotions.end_coupons",
  `update promotions.coupons set state = 'expired' where id in (
     select id from promotions.coupons where state = 'valid' and ends_at <= $1 order by ends_at limit 200
     for update skip locked)
   returning id`,
);
const endGrants = statement<{ id: bigint }>(
  "promotions.end_grants",
  `update promotions.grants set state = 'expired' where id in (
     select g.id from promotions.coupons c join promotions.grants g on g.coupon_id = c.id and g.state = 'unused'
     where c.ends_at <= $1 limit 1000 for update of g skip locked)
   returning id`,
);

/** Coupons whose time is over, and what people still hold of them. Says how many rows ended. */
export async function endCouponsInTime(db: Db): Promise<number> {
  const at = clock.now();
  return (await endCoupons(db, at)).length + (await endGrants(db, at)).length;
}
