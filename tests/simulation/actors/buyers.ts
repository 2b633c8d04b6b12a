import { openCase } from "#modules/aftersales";
import { cancelOrder, confirmReceipt } from "#modules/orders";
import { lookAtPayment, openAtProvider, readIntent } from "#modules/payments";
import { unwrap } from "#platform/refusal";
import { quoteCheckouts } from "../../../server/modules/orders/quote-checkout.ts";
import type { Ask, Placed } from "#modules/orders";
import type { Chance } from "../chance.ts";
import type { Furniture, Sku } from "../furnish.ts";
import type { Checkout } from "../model.ts";
import { askOnce, askUntil, HOUR, MINUTE, said, SECOND, type Story, untilNext } from "../story.ts";

export type Buyer = Furniture["buyers"][number];
export type Wish = { sku: Sku; quantity: number; trail?: string; dealId?: bigint; waitId?: bigint };
type Visit = { story: Story; chance: Chance; buyer: Buyer };

/** Buyers come at their pace until the shop closes, each on an errand of its own. */
export function buyersCome(story: Story, chance: Chance): void {
  let visits = 0;
  const come = async (): Promise<void> => {
    if (story.schedule.nowMs() >= story.closesMs) return;
    story.schedule.after(untilNext(chance, story.pace), come);
    const own = chance.fork(`visit ${++visits}`);
    await shop({ story, chance: own, buyer: own.one(story.furniture.buyers) }, wishes(story, own));
  };
  story.schedule.after(untilNext(chance, story.pace), come);
}

const wishes = ({ furniture: { skus } }: Story, chance: Chance): Wish[] =>
  chance
    .some(skus, chance.happens(0.3) ? chance.between(2, 4) : 1)
    .map((sku) => ({ sku, quantity: chance.happens(0.25) ? chance.between(2, 3) : 1 }));

const linesOf = (wished: readonly Wish[]): Ask["lines"] =>
  wished.map(({ sku, ...rest }) => ({ skuId: sku.skuId, ...rest }));

/** One visit, from the price to whatever becomes of the order. Says how far it came. */
export async function shop(visit: Visit, wished: readonly Wish[]): Promise<string> {
  const { story, chance, buyer } = visit;
  const about = { buyerId: buyer.buyerId, lines: linesOf(wished), addressId: buyer.addressId };
  const quote = await askOnce(story, async ({ house }) =>
    unwrap((await quoteCheckouts(house.db, house.vault, [about]))[0]!),
  );
  story.trace.note(
    buyer.name,
    `asks the price of ${wished.map(({ sku }) => sku.name).join(", ")}`,
    said(quote, "told"),
  );
  if (!("ok" in quote)) return said(quote);
  story.model.quoted(about.lines, quote.ok.payableFen);
  if (chance.happens(0.5)) await story.schedule.pause(chance.between(SECOND, 30 * SECOND));
  const ask: Ask = {
    ...about,
    requestId: `attempt-${++story.count.asked}`,
    expectedFen: quote.ok.payableFen,
    note: "",
  };
  const checkout = await place(visit, ask);
  if (typeof checkout === "string") return checkout;
  story.schedule.after(0, () => decide(visit, checkout));
  return "placed";
}

async function place({ story, chance, buyer }: Visit, ask: Ask): Promise<Checkout | string> {
  const asked = await askUntil(story, chance, async ({ place }) => unwrap(await place(ask)));
  story.trace.note(buyer.name, `places ${ask.requestId}`, said(asked, "placed"));
  if (!("ok" in asked)) {
    const isPlain = ask.lines.every(({ dealId, waitId }) => dealId === undefined && waitId === undefined);
    if (isPlain && asked.refused === "inventory.out_of_stock")
      story.schedule.after(3 * SECOND, () => askAgain(story, ask));
    return asked.refused;
  }
  const checkout = keep(story, ask, asked.ok);
  if (chance.happens(0.04)) await repeat(story, chance, buyer, ask);
  return checkout;
}

function keep(story: Story, ask: Ask, { checkoutId, orderIds, payableFen }: Placed): Checkout {
  const { buyerId, requestId, lines } = ask;
  const checkout = { name: requestId, checkoutId, buyerId, orderIds, lines, payableFen };
  story.model.mustBe(payableFen === ask.expectedFen, `${requestId} costs ${payableFen}, agreed was ${ask.expectedFen}`);
  if (!story.model.checkouts.has(checkoutId)) story.count.placed += orderIds.length;
  story.model.placed(checkout);
  return checkout;
}

/** The same attempt again is answered by the same order, and another wish under its name is refused. */
async function repeat(story: Story, chance: Chance, buyer: Buyer, ask: Ask): Promise<void> {
  const other = chance.happens(0.5);
  const again = other ? { ...ask, note: "另外的话" } : ask;
  const answer = await askUntil(story, chance, async ({ place }) => unwrap(await place(again)));
  story.trace.note(buyer.name, `places ${ask.requestId} again${other ? " otherwise" : ""}`, said(answer, "placed"));
  if (other)
    story.model.mustBe(said(answer) === "request.reused", `${ask.requestId} with another body: ${said(answer)}`);
  else if ("ok" in answer) keep(story, ask, answer.ok);
  else story.model.mustBe(false, `${ask.requestId} asked again: ${said(answer)}`);
}

/** Sold out may be remembered for a moment, but not when pieces have been there for seconds. */
async function askAgain(story: Story, ask: Ask): Promise<void> {
  const before = await leftOf(story, ask);
  const again = { ...ask, requestId: `${ask.requestId}-again` };
  await story.schedule.pause(2 * SECOND);
  const now = await leftOf(story, ask);
  const answer = await askOnce(story, async ({ place }) => unwrap(await place(again)));
  story.trace.note("somebody", `places ${again.requestId}`, said(answer, "placed"));
  if ("ok" in answer) keep(story, again, answer.ok);
  const phantom = said(answer) === "inventory.out_of_stock" && before && now && !story.faults.hits("askLost");
  story.model.mustBe(!phantom, `${again.requestId} was told sold out although pieces had been there`);
}

async function leftOf({ db }: Story, ask: Ask): Promise<boolean> {
  const rows = await db
    .selectFrom("inventory.positions")
    .select(["skuId", "onHand", "reserved"])
    .where("isSlice", "=", false)
    .where(
      "skuId",
      "in",
      ask.lines.map(({ skuId }) => skuId),
    )
    .execute();
  const left = new Map(rows.map(({ skuId, onHand, reserved }) => [skuId, onHand - reserved]));
  return ask.lines.every(({ skuId, quantity }) => (left.get(skuId) ?? 0) >= quantity);
}

/** Most pay soon, some late, some never; some change their mind at the worst moment. */
async function decide(visit: Visit, checkout: Checkout): Promise<void> {
  const { story, chance } = visit;
  const mood = chance.draw();
  if (mood < 0.08) return;
  if (mood < 0.16) story.schedule.after(chance.between(SECOND, 17 * MINUTE), () => cancel(visit, checkout));
  const outTradeNo = await openCashier(visit, checkout);
  if (outTradeNo === undefined || mood < 0.2) return;
  const waits = mood > 0.92 ? chance.between(13 * MINUTE, 19 * MINUTE) : chance.between(2 * SECOND, 3 * MINUTE);
  await story.schedule.pause(waits);
  const paid = story.provider.pay(outTradeNo);
  story.trace.note(visit.buyer.name, `pays ${checkout.name}`, paid);
  if (!paid.startsWith("paid") || paid === "paid already") return;
  story.count.paid += 1;
  if (chance.happens(0.5)) await comeBack(visit, checkout);
  await live(visit, checkout);
}

async function openCashier(
  { story, chance, buyer }: Visit,
  { name, checkoutId }: Checkout,
): Promise<string | undefined> {
  const about = {
    purpose: "checkout" as const,
    subjectId: checkoutId,
    payerId: buyer.buyerId,
    returnUrl: "http://shop.test",
    description: name,
  };
  for (let tries = 0; tries < 4; tries++) {
    if (chance.happens(0.05))
      story.schedule.after(chance.between(0, 500), async () => {
        const twice = await askOnce(story, ({ house }) => openAtProvider(house, about));
        story.trace.note(buyer.name, `taps twice to pay ${name}`, said(twice, "opened"));
      });
    const opened = await askUntil(story, chance, ({ house }) => openAtProvider(house, about));
    story.trace.note(buyer.name, `opens the cashier for ${name}`, said(opened, "opened"));
    const intent = await readIntent(story.db, "checkout", checkoutId);
    if ("ok" in opened) return intent?.outTradeNo;
    if (opened.refused !== "payments.provider_unavailable") return undefined;
    // A page that was opened may be known to the buyer although we never heard of it.
    if (chance.happens(0.2)) return intent?.outTradeNo;
    await story.schedule.pause(3 * SECOND);
  }
  return undefined;
}

async function comeBack({ story, chance, buyer }: Visit, { name, checkoutId }: Checkout): Promise<void> {
  await story.schedule.pause(chance.between(100, 5 * SECOND));
  const looked = await askOnce(story, async ({ house }) => {
    const intent = await readIntent(house.db, "checkout", checkoutId);
    await lookAtPayment(house, intent!.id);
  });
  story.trace.note(buyer.name, `comes back from paying ${name}`, said(looked));
}

async function cancel({ story, chance, buyer }: Visit, { name, orderIds }: Checkout): Promise<void> {
  const [orderId] = orderIds;
  const answer = await askUntil(story, chance, ({ house }) =>
    cancelOrder(house.db, house.jobs, { orderId: orderId!, buyerId: buyer.buyerId }),
  );
  story.trace.note(buyer.name, `cancels ${name}`, said(answer));
}

/** After the payment: some want it back, most wait for the parcel, and of those some say that it came. */
async function live(visit: Visit, checkout: Checkout): Promise<void> {
  const { story, chance, buyer } = visit;
  const mood = chance.draw();
  if (mood < 0.15) {
    await story.schedule.pause(mood < 0.1 ? chance.between(SECOND, 40 * MINUTE) : chance.between(HOUR, 4 * HOUR));
    for (const orderId of checkout.orderIds) {
      const about = { orderId, buyerId: buyer.buyerId, reason: "OTHERS" as const, note: "不要了" };
      const answer = await askUntil(story, chance, ({ house }) => openCase(house.db, house.jobs, about));
      story.trace.note(buyer.name, `wants ${checkout.name} refunded`, said(answer, "asked"));
    }
    return;
  }
  if (mood > 0.7) return;
  await story.schedule.pause(chance.between(HOUR / 2, 30 * HOUR));
  for (const orderId of checkout.orderIds) {
    const answer = await askUntil(story, chance, ({ house }) =>
      confirmReceipt(house.db, { orderId, buyerId: buyer.buyerId }),
    );
    story.trace.note(buyer.name, `confirms ${checkout.name}`, said(answer, "confirmed"));
  }
}
