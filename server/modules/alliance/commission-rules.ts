import { shareOut } from "#contract/money";
import type { Trail } from "#contract/trail";
import { type PlanVersion, runsAt } from "./plan-versions.ts";

/** A creator's part of what was paid for the goods, in whole fen, by Webster like every share of the house. */
export const commissionOf = (goodsFen: bigint, bp: number): bigint =>
  shareOut([BigInt(bp), BigInt(10_000 - bp)], goodsFen)[0]!;

export type SoldLine = { lineId: bigint; productId: bigint; goodsFen: bigint; trail: Trail };

/**
 * Who earns from a line, if anyone: the creator of its trail, under the plan version that ran at the click. Nobody
 * earns from an own purchase, and a trail without a plan (one's own shop) brings no commission. Pure.
 */
export function earnerOf(
  line: SoldLine,
  buyerId: bigint,
  plans: ReadonlyMap<bigint, PlanVersion>,
): { creatorId: bigint; planId: bigint; bp: number; fen: bigint } | undefined {
  const { creatorId, planId, clickedAt } = line.trail;
  if (creatorId === null || planId === null || creatorId === buyerId) return undefined;
  const plan = plans.get(planId);
  if (plan?.productId !== line.productId || !runsAt(plan, clickedAt) || plan.commissionBp === 0) return undefined;
  return { creatorId, planId, bp: plan.commissionBp, fen: commissionOf(line.goodsFen, plan.commissionBp) };
}
