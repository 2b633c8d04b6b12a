import { clock } from "#platform/clock";
import { columns, type Db, statement, type Tx } from "#platform/db";
import { Refusal } from "#platform/refusal";
import type { HeldGrant } from "./quote.ts";

const HELD = `g.id, g.person_id as "personId", g.coupon_id as "couponId", c.shop_id as "shopId", c.name_zh as "nameZh",
  c.name_en as "nameEn", c.off_fen as "offFen", c.from_fen as "fromFen", c.starts_at as "startsAt", c.ends_at as "endsAt"`;

const read = statement<HeldGrant>(
  "promotions.read_grants",
  `select ${HELD} from promotions.grants g join promotions.coupons c on c.id = g.coupon_id
   where g.person_id = any($1::bigint[]) and g.state = 'unused' and c.shop_id = any($2::bigint[]) order by g.id`,
);
const lockOf = statement<HeldGrant>(
  "promotions.lock_grants_of",
  `select ${HELD} from promotions.grants g join promotions.coupons c on c.id = g.coupon_id
   where g.person_id = any($1::bigint[]) and g.state = 'unused' and c.shop_id = any($2::bigint[]) and c.ends_at > $3
   order by g.id for update of g`,
);
const lock = statement<HeldGrant>(
  "promotions.lock_grants",
  `select ${HELD} from promotions.grants g join promotions.coupons c on c.id = g.coupon_id
   where g.id = any($1::bigint[]) and g.state = 'unused' order by g.id for update of g`,
);
const hold = statement<{ orderId: bigint }>(
  "promotions.hold_grants",
  `update promotions.grants g set state = 'locked', order_id = u.order_id
   from unnest($1::bigint[], $2::bigint[]) u (id, order_id)
   where g.id = u.id and g.state = any($3::text[]) returning g.order_id as "orderId"`,
);
const spend = statement(
  "promotions.spend_grants",
  `update promotions.grants set state = 'used', used_at = $2
   where order_id = any($1::bigint[]) and state = 'locked'`,
);
const giveBack = statement(
  "promotions.return_grants",
  `update promotions.grants g set order_id = null, used_at = null,
     state = case when c.ends_at <= $2 then 'expired' else 'unused' end
   from promotions.coupons c
   where c.id = g.coupon_id and g.order_id = any($1::bigint[]) and g.state in ('locked', 'used')`,
);

/** People's unused coupons of these shops, the ended and the not yet begun among them: a quote says why they do not serve. */
export async function readGrants(
  db: Db | Tx,
  personIds: readonly bigint[],
  shopIds: readonly bigint[],
): Promise<Map<bigint, HeldGrant[]>> {
  const rows = shopIds.length > 0 ? await read(db, [...new Set(personIds)], [...shopIds]) : [];
  return Map.groupBy(rows, ({ personId }) => personId);
}

/** Locks what these buyers could use in these shops, in key order, by buyer. */
export async function lockGrantsOf(
  tx: Tx,
  personIds: readonly bigint[],
  shopIds: readonly bigint[],
  at: Date,
): Promise<Map<bigint, HeldGrant[]>> {
  const held = await lockOf(tx, [...personIds], [...shopIds], at);
  return Map.groupBy(held, ({ personId }) => personId);
}

/** Locks these grants, in key order; one that is not free is left out. */
export const lockGrants = (tx: Tx, grantIds: readonly bigint[]): Promise<HeldGrant[]> => lock(tx, [...grantIds]);

export type Use = { grantId: bigint; orderId: bigint };

/** Locks a coupon for an order that waits to be paid. Refuses `promotions.not_applicable` when one was used elsewhere. */
export async function holdGrants(tx: Tx, uses: readonly Use[]): Promise<void> {
  const held = await hold(tx, ...columns(uses, "grantId", "orderId"), ["unused"]);
  if (held.length !== uses.length) throw new Refusal("promotions.not_applicable", { why: "used" });
}

/** Takes coupons again for closed orders whose money came after all, ended or not: they served when it was placed. */
export const retakeGrants = async (tx: Tx, uses: readonly Use[]): Promise<Set<bigint>> =>
  new Set((await hold(tx, ...columns(uses, "grantId", "orderId"), ["unused", "expired"])).map((row) => row.orderId));

/** Paid: the coupons of these orders are used. */
export const spendGrants = async (tx: Tx, orderIds: readonly bigint[]): Promise<void> =>
  void (orderIds.length > 0 && (await spend(tx, [...orderIds], clock.now())));

/** Closed unpaid, or all refunded unshipped: the coupons come back, if they have not ended meanwhile. */
export const returnGrants = async (tx: Tx, orderIds: readonly bigint[]): Promise<void> =>
  void (orderIds.length > 0 && (await giveBack(tx, [...orderIds], clock.now())));
