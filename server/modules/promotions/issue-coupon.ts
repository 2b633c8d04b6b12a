import type { z } from "zod";
import type * as api from "#contract/api/promotions";
import { checkText } from "#modules/safety";
import { clock } from "#platform/clock";
import { type Db, statement, transact, type Tx } from "#platform/db";
import { newId } from "#platform/ids";
import { Refusal } from "#platform/refusal";
import { COUPON_COLUMNS, type CouponRow, requireMove } from "./coupon-rows.ts";

export type Ask = z.output<typeof api.createCoupon.in>;

const insert = statement<CouponRow>(
  "promotions.insert_coupon",
  `insert into promotions.coupons as c (id, shop_id, name_zh, name_en, kind, off_fen, from_fen, total, per_person, state,
     starts_at, ends_at, created_at)
   values ($1, $2, $3, $4, 'amount_off', $5, $6, $7, $8, 'valid', $9, $10, $11) returning ${COUPON_COLUMNS}`,
);
const lock = statement<CouponRow>(
  "promotions.lock_coupon",
  `select ${COUPON_COLUMNS} from promotions.coupons c where c.id = $1 and c.shop_id = $2 for update`,
);
const void_ = statement<CouponRow>(
  "promotions.void_coupon",
  `update promotions.coupons c set state = 'void' where c.id = $1 returning ${COUPON_COLUMNS}`,
);

/** What is wrong with a coupon beyond its shape, as pointers. */
export function couponFaults(
  ask: Pick<Ask, "offFen" | "fromFen" | "startsAt" | "endsAt" | "perPerson" | "total">,
  at: Date,
): string[] {
  return [
    ...(ask.fromFen > 0n && ask.offFen >= ask.fromFen ? ["/offFen"] : []),
    ...(ask.endsAt <= ask.startsAt || ask.endsAt <= at ? ["/endsAt"] : []),
    ...(ask.perPerson > ask.total ? ["/perPerson"] : []),
  ];
}

/** Issues a coupon of the shop; it can be claimed from its beginning to its end. `fromFen` 0 means from the first fen. */
export const createCoupon = (db: Db | Tx, ask: Ask): Promise<CouponRow> =>
  transact(db, async (tx) => {
    const at = clock.now();
    const faults = couponFaults(ask, at);
    if (faults.length > 0) throw new Refusal("request.invalid", { errors: faults.map((pointer) => ({ pointer })) });
    const nameZh = await checkText(tx, ask.nameZh);
    const nameEn = await checkText(tx, ask.nameEn);
    const { shopId, offFen, fromFen, total, perPerson, startsAt, endsAt } = ask;
    const [made] = await insert(
      tx,
      newId(),
      shopId,
      nameZh,
      nameEn,
      offFen,
      fromFen,
      total,
      perPerson,
      startsAt,
      endsAt,
      at,
    );
    return made!;
  });

/** Ends the claiming of a coupon; what people hold of it stays good until its end. */
export const voidCoupon = (db: Db | Tx, ask: { shopId: bigint; couponId: bigint }): Promise<CouponRow> =>
  transact(db, async (tx) => {
    const [coupon] = await lock(tx, ask.couponId, ask.shopId);
    if (!coupon) throw new Refusal("promotions.not_found");
    requireMove(coupon.state, "void");
    return (await void_(tx, coupon.id))[0]!;
  });
