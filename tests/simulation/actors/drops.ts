import { planDeal, stopDeal } from "#modules/promotions";
import { unwrap } from "#platform/refusal";
import { clock } from "#platform/clock";
import { joinWaits } from "../../../server/modules/inventory/waits/join-waits.ts";
import type { Chance } from "../chance.ts";
import type { Sku } from "../furnish.ts";
import type { Deal } from "../model.ts";
import { askOnce, askUntil, MINUTE, said, SECOND, type Story } from "../story.ts";
import { type Buyer, shop } from "./buyers.ts";

/** Shops sell some pieces cheaply for some minutes; a crowd comes for them, and some wait for what comes back. */
export function dropsHappen(story: Story, chance: Chance): void {
  let drops = 0;
  const drop = async (): Promise<void> => {
    if (story.schedule.nowMs() >= story.closesMs) return;
    story.schedule.after(chance.between(20 * MINUTE, 45 * MINUTE), drop);
    const own = chance.fork(`drop ${++drops}`);
    const deal = await plan(story, own, `drop ${drops}`);
    if (!deal) return;
    for (let n = 0, size = own.between(3, 9); n < size; n++) comeFor(story, own.fork(`buyer ${n}`), deal);
    if (own.happens(0.3)) story.schedule.after(own.between(MINUTE, 8 * MINUTE), () => stop(story, own, deal));
  };
  story.schedule.after(chance.between(MINUTE, 12 * MINUTE), drop);
}

type Planned = Deal & { sku: Sku; startsInMs: number };

async function plan(story: Story, chance: Chance, name: string): Promise<Planned | undefined> {
  const sku = chance.one(story.furniture.skus);
  const { ownerId: by } = story.furniture.shops.find(({ shopId }) => shopId === sku.shopId)!;
  const startsInMs = chance.happens(0.3) ? 0 : chance.between(5 * SECOND, 4 * MINUTE);
  const askedAt = clock.now();
  const startsAt = new Date(askedAt.getTime() + startsInMs);
  const endsAt = new Date(startsAt.getTime() + chance.between(2 * MINUTE, 20 * MINUTE));
  const priceFen = (sku.priceFen * BigInt(chance.between(40, 90))) / 100n;
  const [pieces, perBuyer] = [chance.between(1, 6), chance.between(1, 2)];
  const how = { roomId: null, verifiedOnly: false, takesCoupons: chance.happens(0.5), isHidden: false, isFresh: true };
  const wish = { shopId: sku.shopId, skuId: sku.skuId, priceFen, pieces, perBuyer, startsAt, endsAt, by };
  const answer = await askUntil(story, chance, ({ house }) =>
    planDeal(house.db, { ...wish, ...how, admission: "open" as const }),
  );
  // Its answer may have been lost: whether there is a deal of this moment, the row tells.
  const made = await story.db
    .selectFrom("promotions.deals")
    .select("id")
    .where("skuId", "=", sku.skuId)
    .where("createdAt", ">=", askedAt)
    .executeTakeFirst();
  story.trace.note("shop", `plans ${name} of ${sku.name}`, made ? "planned" : said(answer));
  story.model.mustBe(!("ok" in answer) || made !== undefined, `${name} was planned and is not there`);
  if (!made) return undefined;
  const deal = { name, dealId: made.id, skuId: sku.skuId, priceFen, pieces, perBuyer };
  story.model.planned(deal);
  return { ...deal, sku, startsInMs };
}

function comeFor(story: Story, chance: Chance, { sku, dealId, perBuyer, startsInMs }: Planned): void {
  const buyer = chance.one(story.furniture.buyers);
  const arrives = Math.max(0, startsInMs + chance.between(-5 * SECOND, 60 * SECOND));
  story.schedule.after(arrives, async () => {
    const quantity = chance.between(1, perBuyer);
    const named = chance.happens(0.7) ? { dealId } : {};
    const far = await shop({ story, chance, buyer }, [{ sku, quantity, ...named }]);
    if (far === "inventory.out_of_stock") await wait(story, chance, buyer, { sku, dealId, quantity });
  });
}

type Waited = { sku: Sku; dealId: bigint; quantity: number };

/** Waits for a piece to come back and buys it when it is offered, if it is not forgotten. */
async function wait(story: Story, chance: Chance, buyer: Buyer, { sku, dealId, quantity }: Waited): Promise<void> {
  const wish = { personId: buyer.buyerId, skuId: sku.skuId, dealId, quantity };
  const joined = await askUntil(story, chance, async ({ house }) => unwrap((await joinWaits(house.db, [wish]))[0]!));
  story.trace.note(buyer.name, `waits for ${sku.name}`, said(joined));
  if (!("ok" in joined)) return;
  const { id } = joined.ok;
  for (let looks = 0; looks < 12; looks++) {
    await story.schedule.pause(chance.between(20 * SECOND, 100 * SECOND));
    const row = await story.db.selectFrom("inventory.waits").select("state").where("id", "=", id).executeTakeFirst();
    if (row?.state === "waiting") continue;
    if (row?.state !== "offered" || chance.happens(0.3)) return;
    const far = await shop({ story, chance, buyer }, [{ sku, quantity, dealId, waitId: id }]);
    story.trace.note(buyer.name, `buys what was offered of ${sku.name}`, far);
    return;
  }
}

async function stop(story: Story, chance: Chance, { name, dealId, sku }: Planned): Promise<void> {
  const { ownerId: by, shopId } = story.furniture.shops.find((each) => each.shopId === sku.shopId)!;
  const answer = await askOnce(story, ({ house }) => stopDeal(house.db, { dealId, shopId, by, why: "shop" }));
  story.trace.note("shop", `stops ${name}`, said(answer, "stopped"));
  if ("lost" in answer)
    story.schedule.after(chance.between(SECOND, MINUTE), () => stop(story, chance, { name, dealId, sku } as Planned));
}
