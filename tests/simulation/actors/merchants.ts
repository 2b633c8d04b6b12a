import { decideCase } from "#modules/aftersales";
import { changePrice } from "#modules/catalog";
import { shipParcel } from "#modules/fulfilment";
import { moveStock } from "#modules/inventory";
import { readOrderFacts } from "#modules/orders";
import type { Chance } from "../chance.ts";
import type { Shop } from "../furnish.ts";
import { askUntil, HOUR, MINUTE, said, type Story } from "../story.ts";
import { carry } from "./carriers.ts";

type Desk = { story: Story; chance: Chance; shop: Shop };

/** Each shop has somebody who comes to the desk now and then and does what lies there. */
export function merchantsWork(story: Story, chance: Chance): void {
  for (const shop of story.furniture.shops) {
    const desk = { story, chance: chance.fork(shop.name), shop };
    const sit = async (): Promise<void> => {
      story.schedule.after(nextSitting(story, desk.chance), sit);
      await shipOrders(desk);
      await decideCases(desk);
      if (story.schedule.nowMs() < story.closesMs) await tend(desk);
    };
    story.schedule.after(desk.chance.between(MINUTE, 10 * MINUTE), sit);
  }
}

/** Busy while buyers come; later twice a day. */
const nextSitting = ({ schedule, closesMs }: Story, chance: Chance): number =>
  schedule.nowMs() < closesMs ? chance.between(6 * MINUTE, 20 * MINUTE) : chance.between(9 * HOUR, 14 * HOUR);

async function shipOrders({ story, chance, shop }: Desk): Promise<void> {
  const rows = await story.db
    .selectFrom("orders.orders")
    .select("id")
    .where("shopId", "=", shop.shopId)
    .where("state", "in", ["to_ship", "partly_shipped"])
    .where("openCaseId", "is", null)
    .orderBy("id")
    .limit(12)
    .execute();
  for (const { id } of rows) if (chance.happens(0.7)) await ship({ story, chance, shop }, id);
}

let waybills = 0;
export const beginWaybills = (): void => void (waybills = 0);

async function ship({ story, chance, shop }: Desk, orderId: bigint): Promise<void> {
  const waybillNo = `SF${100_000 + ++waybills}`;
  const order = (await readOrderFacts(story.db, [orderId])).get(orderId)!;
  const open = order.lines.filter((line) => line.shipped < line.quantity);
  const part = chance.happens(0.15) ? open.slice(0, 1).map((line) => ({ lineId: line.id, quantity: 1 })) : undefined;
  const shipment = { shopId: shop.shopId, orderId, carrier: "SF", waybillNo, by: shop.ownerId, requestId: waybillNo };
  const answer = await askUntil(story, chance, ({ house }) =>
    shipParcel(house.db, house, { ...shipment, ...(part && { lines: part }) }),
  );
  const kept = await story.db
    .selectFrom("fulfilment.parcels")
    .select("id")
    .where("waybillNo", "=", waybillNo)
    .execute();
  story.trace.note(shop.name, `ships ${waybillNo}`, `${said(answer)}, ${kept.length} parcel`);
  // Asked twice because the answer was lost, the second answer is a no: the parcel itself tells what happened.
  story.model.mustBe(
    "ok" in answer === kept.length > 0 || answer.repeated,
    `${waybillNo}: ${said(answer)}, ${kept.length} parcels`,
  );
  if (kept.length === 0) return;
  const after = (await readOrderFacts(story.db, [orderId])).get(orderId)!;
  const gone = new Map(order.lines.map((line) => [line.id, line.shipped]));
  story.model.shipped(after.lines.map(({ id, skuId, shipped }) => ({ skuId, quantity: shipped - gone.get(id)! })));
  carry(story, chance.fork(waybillNo), waybillNo);
}

async function decideCases({ story, chance, shop }: Desk): Promise<void> {
  const rows = await story.db
    .selectFrom("aftersales.cases")
    .select("id")
    .where("shopId", "=", shop.shopId)
    .where("state", "=", "MERCHANT_PROCESSING")
    .orderBy("id")
    .execute();
  for (const { id } of rows) {
    if (chance.happens(0.3)) continue;
    const agree = chance.happens(0.6);
    const decision = { caseId: id, shopId: shop.shopId, agree, reason: agree ? "" : "已打包" };
    const answer = await askUntil(story, chance, ({ house }) => decideCase(house.db, house.jobs, decision));
    story.trace.note(shop.name, agree ? "agrees to a refund" : "declines a refund", said(answer));
  }
}

/** Prices are changed and shelves are filled while people buy. */
async function tend({ story, chance, shop }: Desk): Promise<void> {
  const sku = chance.one(story.furniture.skus.filter(({ shopId }) => shopId === shop.shopId));
  const { shopId } = shop;
  if (chance.happens(0.3)) {
    const quantity = chance.between(1, 40);
    const requestId = `receive-${shop.name}-${story.schedule.nowMs()}`;
    story.model.receiving(sku.skuId, quantity);
    const ask = {
      shopId,
      skuId: sku.skuId,
      kind: "receive" as const,
      quantity,
      ref: "desk",
      actor: shop.name,
      requestId,
    };
    const answer = await askUntil(story, chance, ({ house }) => moveStock(house.db, ask));
    story.model.receivedAtLast(sku.skuId, quantity);
    story.trace.note(shop.name, `receives ${quantity} of ${sku.name}`, said(answer));
  }
  if (!chance.happens(0.15)) return;
  const oldPriceFen = story.model.priceOf(sku.skuId);
  const priceFen = oldPriceFen + BigInt(chance.between(1, 200));
  story.model.priceChanging(sku.skuId, priceFen);
  const answer = await askUntil(story, chance, ({ house }) =>
    changePrice(house.db, { shopId, skuId: sku.skuId, oldPriceFen, priceFen }),
  );
  // A no the second time tells that the first time was a yes.
  const changed = "ok" in answer || (answer.repeated && answer.details["priceFen"] === Number(priceFen));
  story.model.priceIs(sku.skuId, changed ? priceFen : oldPriceFen);
  story.trace.note(shop.name, `changes the price of ${sku.name}`, changed ? "changed" : said(answer));
}
