import { planRoomDeal } from "#contract/api/live-deals";
import { addModerator } from "#contract/api/live-chat";
import { planDeal } from "#contract/api/promotions-deals";
import { drops } from "../catalogue/drops.ts";
import { roomPlans } from "../catalogue/creators.ts";
import type { DemoDrop } from "../catalogue/types.ts";
import type { Cast } from "./people.ts";
import type { Listed, Market } from "./shops.ts";
import type { Teller } from "./teller.ts";

const MINUTE = 60_000;

function wishOf({ priceFen, pieces, perBuyer, admission, ...drop }: DemoDrop, { skus }: Listed, now: Date) {
  const startsAt = new Date(now.getTime() + drop.beginsInMinutes * MINUTE);
  const endsAt = new Date(startsAt.getTime() + drop.lastsMinutes * MINUTE);
  const window = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
  return { skuId: skus[0]!.id, priceFen: Number(priceFen), pieces, perBuyer, admission, ...window };
}

/**
 * The shops' flash deals, planned as merchants do: at their own desk, or, as a moderator whom the host has let in, at
 * the desk of the room that is always on.
 */
export async function planDrops(
  teller: Teller,
  cast: Cast,
  market: Market,
  rooms: ReadonlyMap<string, string>,
): Promise<void> {
  for (const drop of drops) {
    const product = market.products.find(({ key }) => key === drop.product)!;
    const { shopId } = product;
    const merchant = [...market.merchants.values()].find((owner) => owner.shopId === shopId)!;
    const wish = wishOf(drop, product, teller.time.now());
    if (drop.room === null) {
      await teller.call(planDeal, { shopId, ...wish }, merchant);
      continue;
    }
    const roomId = rooms.get(drop.room)!;
    const host = cast.creators.get(roomPlans.find(({ key }) => key === drop.room)!.creator)!;
    await teller.call(addModerator, { roomId, phone: merchant.phone }, host);
    await teller.call(planRoomDeal, { roomId, ...wish }, merchant);
  }
}
