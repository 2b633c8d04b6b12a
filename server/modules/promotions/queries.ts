import { clock } from "#platform/clock";
import { type Db, statement, type Tx } from "#platform/db";
import { COUPON_COLUMNS, type CouponRow } from "./coupon-rows.ts";

const ofShop = statement<CouponRow & { used: number }>(
  "promotions.list_of_shop",
  `select ${COUPON_COLUMNS}, (select count(*)::int from promotions.grants g
     where g.coupon_id = c.id and g.state = 'used') as used
   from promotions.coupons c
   where c.shop_id = $1 and c.state <> 'deleted' and ($2::bigint is null or c.id < $2) order by c.id desc limit $3`,
);
const claimable = statement<CouponRow & { mine: number }>(
  "promotions.list_claimable",
  `select ${COUPON_COLUMNS}, (select count(*)::int from promotions.grants g
     where g.coupon_id = c.id and g.person_id = $2) as mine
   from promotions.coupons c
   where c.shop_id = $1 and c.state = 'valid' and c.starts_at <= $3 and c.ends_at > $3 and c.claimed < c.total
   order by c.off_fen desc, c.id limit 50`,
);
type GrantState = "unused" | "locked" | "used" | "expired";
const ofPerson = statement<CouponRow & { grantId: bigint; grantState: GrantState; claimedAt: Date }>(
  "promotions.list_of_person",
  `select ${COUPON_COLUMNS}, g.id as "grantId", g.state as "grantState", g.claimed_at as "claimedAt"
   from promotions.grants g join promotions.coupons c on c.id = g.coupon_id
   where g.person_id = $1 and ($2::text[] is null or g.state = any($2)) and ($3::bigint is null or g.id < $3)
   order by g.id desc limit $4`,
);
const faults = statement<{ fault: string }>(
  "promotions.find_faults",
  `select 'coupon ' || c.id || ' does not count its grants' as fault from promotions.coupons c
   where c.claimed <> (select count(*) from promotions.grants g where g.coupon_id = c.id)`,
);

export const listShopCoupons = (db: Db | Tx, shopId: bigint, before: string | undefined, limit: number) =>
  ofShop(db, shopId, before ?? null, limit);

/** What can be claimed in a shop now; nobody signed in may claim nothing yet. */
export async function listClaimable(db: Db | Tx, shopId: bigint, personId: bigint | undefined) {
  const rows = await claimable(db, shopId, personId ?? null, clock.now());
  return rows.map(({ mine, ...coupon }) => ({
    ...coupon,
    claimableByMe: personId === undefined ? 0 : Math.max(0, coupon.perPerson - mine),
  }));
}

export async function listMyCoupons(
  db: Db | Tx,
  personId: bigint,
  state: "unused" | "used" | "expired" | undefined,
  before: string | undefined,
  limit: number,
) {
  const states = state === undefined ? null : state === "unused" ? ["unused", "locked"] : [state];
  const rows = await ofPerson(db, personId, states, before ?? null, limit);
  return rows.map(({ grantId, grantState, claimedAt, ...coupon }) => ({
    id: grantId,
    state: grantState,
    claimedAt,
    coupon,
  }));
}

/** What must never be: a coupon that counts other than what was claimed of it. Empty in a sound house. */
export const findCouponFaults = async (db: Db | Tx): Promise<string[]> => (await faults(db)).map(({ fault }) => fault);
