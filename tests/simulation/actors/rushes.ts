import { claimCoupon } from "#modules/promotions";
import { unwrap } from "#platform/refusal";
import type { Chance } from "../chance.ts";
import { askOnce, askUntil, MINUTE, said, type Story } from "../story.ts";

/** Once an hour everybody wants the same thing at the same moment: a coupon, or the last pieces. */
export function crowdsRush(story: Story, chance: Chance): void {
  const every = 60 * MINUTE;
  const rush = async (): Promise<void> => {
    if (story.schedule.nowMs() >= story.closesMs) return;
    story.schedule.after(every, rush);
    claimAll(story, chance);
    await chance.one([buyTogether, buyTogether, async () => undefined])(story, chance);
  };
  story.schedule.after(chance.between(MINUTE, 50 * MINUTE), rush);
}

function claimAll(story: Story, chance: Chance): void {
  const coupon = chance.one(story.furniture.coupons);
  for (const buyer of chance.some(story.furniture.buyers, 14))
    story.schedule.after(chance.between(0, 300), async () => {
      story.model.claiming(coupon.couponId);
      const answer = await askOnce(story, ({ house }) => claimCoupon(house.db, buyer.buyerId, coupon.couponId));
      if (!("lost" in answer)) story.model.claimed(coupon.couponId, "ok" in answer);
      story.trace.note(buyer.name, `claims ${coupon.name}`, said(answer, "claimed"));
    });
}

/** Many asks for one scarce thing leave the counter as one batch; nobody of them ever pays. */
async function buyTogether(story: Story, chance: Chance): Promise<void> {
  const sku = chance.one(story.furniture.skus.filter(({ pieces }) => pieces <= 60));
  const lines = [{ skuId: sku.skuId, quantity: 1 }];
  const expectedFen = story.model.priceOf(sku.skuId);
  const asks = chance.some(story.furniture.buyers, 10).map((buyer) => ({
    ...{ buyerId: buyer.buyerId, addressId: buyer.addressId, lines, expectedFen, couponGrantIds: [], note: "" },
    requestId: `attempt-${++story.count.asked}`,
  }));
  const answers = await askUntil(story, chance, ({ place }) => Promise.all(asks.map((ask) => place(ask))));
  if (!("ok" in answers)) throw new Error(`a batch was refused as a whole: ${answers.refused}`);
  for (const [n, outcome] of answers.ok.entries()) {
    const { requestId: name, buyerId } = asks[n]!;
    story.trace.note("crowd", `places ${name}`, "ok" in outcome ? "placed" : outcome.refused);
    if (!("ok" in outcome)) continue;
    const { checkoutId, orderIds, payableFen } = unwrap(outcome);
    if (!story.model.checkouts.has(checkoutId)) story.count.placed += orderIds.length;
    story.model.placed({ name, checkoutId, buyerId, orderIds, lines, payableFen });
  }
}
