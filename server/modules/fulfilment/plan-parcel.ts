import type { LineFacts } from "#modules/orders";
import { Refusal } from "#platform/refusal";
import type { Parcel, ParcelLine } from "./queries.ts";

export type ParcelPlan = {
  lines: ParcelLine[];
  /** The part of it that leaves the shop now. The rest left before, with a waybill that its carrier refused. */
  leaving: ParcelLine[];
};

/**
 * What goes into a parcel: the lines wished for, or all that no live parcel carries. Pure. Refuses
 * `fulfilment.over_ship {left}` when it is more than that, or nothing.
 */
export function planParcel(
  lines: readonly LineFacts[],
  parcels: readonly Parcel[],
  wished: readonly ParcelLine[] | undefined,
): ParcelPlan {
  const live = parcels.filter((parcel) => parcel.state !== "cancelled");
  const carried = (lineId: bigint): number =>
    live.flatMap((parcel) => parcel.lines).reduce((sum, line) => sum + (line.lineId === lineId ? line.quantity : 0), 0);
  const left = lines.map(({ id, quantity, shipped }) => ({
    lineId: id,
    left: quantity - carried(id),
    stranded: shipped - carried(id),
  }));
  const asked = wished ?? left.map((line) => ({ lineId: line.lineId, quantity: line.left }));
  const chosen = asked.filter((line) => line.quantity > 0);
  const leftOf = (lineId: bigint) => left.find((line) => line.lineId === lineId);
  const isTwice = new Set(chosen.map((line) => line.lineId)).size < chosen.length;
  if (chosen.length === 0 || isTwice || chosen.some((line) => line.quantity > (leftOf(line.lineId)?.left ?? 0)))
    throw new Refusal("fulfilment.over_ship", {
      left: left.map((line) => ({ lineId: String(line.lineId), quantity: line.left })),
    });
  const leaving = chosen
    .map(({ lineId, quantity }) => ({ lineId, quantity: quantity - Math.min(quantity, leftOf(lineId)!.stranded) }))
    .filter((line) => line.quantity > 0);
  return { lines: chosen.map(({ lineId, quantity }) => ({ lineId, quantity })), leaving };
}
