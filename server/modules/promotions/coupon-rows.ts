import type { z } from "zod";
import type { coupon } from "#contract/api/promotions";
import { allows, type Machine } from "#contract/states/machine";
import { Refusal } from "#platform/refusal";

export type CouponRow = z.output<typeof coupon>;
export type CouponState = CouponRow["state"];

/** editing → valid → expired; void by its shop; then deleted. What was claimed of a void coupon stays good. */
export const couponMachine: Machine<CouponState> = {
  editing: ["valid", "void"],
  valid: ["expired", "void"],
  expired: ["deleted"],
  void: ["deleted"],
  deleted: [],
};

export const COUPON_COLUMNS = `c.id, c.shop_id as "shopId", c.name_zh as "nameZh", c.name_en as "nameEn",
  c.off_fen as "offFen", c.from_fen as "fromFen", c.total, c.claimed, c.per_person as "perPerson", c.state,
  c.starts_at as "startsAt", c.ends_at as "endsAt"`;

/** Refuses `promotions.wrong_state {state, allowed}` for a move that the table does not know. */
export function requireMove(from: CouponState, to: CouponState): void {
  if (!allows(couponMachine, from, to))
    throw new Refusal("promotions.wrong_state", { state: from, allowed: couponMachine[from] });
}
