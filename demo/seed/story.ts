import { randomInt } from "node:crypto";
import { openCase } from "#contract/api/aftersales";
import { addToShowcase, readShowcase } from "#contract/api/alliance";
import { shipParcel } from "#contract/api/fulfilment";
import { confirmReceipt, placeOrder, quote } from "#contract/api/orders";
import { openCashier } from "#contract/api/payments";
import { claimCoupon } from "#contract/api/promotions";
import { carrierGateway, recordScans } from "#modules/fulfilment";
import type { Drawing } from "../art/draw.ts";
import type { Chance } from "./chance.ts";
import { payAt } from "./pay.ts";
import type { Buyer, Cast } from "./people.ts";
import { endedPlans, tellBroadcast } from "./rooms.ts";
import type { Listed, Market } from "./shops.ts";
import type { Teller } from "./teller.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ORDERS_A_DAY = 5;
const STOCK_MIN = 20; // what is nearly gone stays for the visitors of the demo

type Parcel = {
  orderId: string;
  shopId: string;
  buyer: Buyer;
  paidAt: Date;
  waybillNo: string;
  step: "paid" | "shipped" | "signed";
};
type Story = { teller: Teller; cast: Cast; market: Market; chance: Chance; parcels: Parcel[]; waybills: number };

const after = (at: Date, ms: number): Date => new Date(at.getTime() + ms);

/** Buys as the page does: asks the price, places at that price, opens the cashier, pays. One in twelve never pays. */
async function buy(story: Story, buyer: Buyer, product: Listed, trail: string | undefined): Promise<void> {
  const { teller, chance, parcels } = story;
  const sku = chance.one(product.skus.filter(({ stock }) => stock >= STOCK_MIN));
  const lines = [{ skuId: sku.id, quantity: chance.percent(20) ? 2 : 1, ...(trail && { trail }) }];
  const { payableFen } = await teller.call(quote, { lines, addressId: buyer.addressId }, buyer);
  const placed = await teller.call(placeOrder, { lines, addressId: buyer.addressId, expectedFen: payableFen }, buyer);
  const { payUrl } = await teller.call(openCashier, { checkoutId: placed.checkoutId }, buyer);
  if (chance.percent(8)) return;
  await payAt(teller, payUrl!);
  const paidAt = teller.time.now();
  story.waybills += 1;
  const waybillNo = `SF${String(1_000_000_000 + story.waybills * 7919)}`;
  for (const orderId of placed.orderIds)
    parcels.push({ orderId, shopId: product.shopId, buyer, paidAt, waybillNo, step: "paid" });
}

async function askBack(story: Story, parcel: Parcel): Promise<void> {
  await story.teller.call(
    openCase,
    { orderId: parcel.orderId, reason: "NO_LONGER_WANT", note: "拍错了，先退了" },
    parcel.buyer,
  );
  story.parcels.splice(story.parcels.indexOf(parcel), 1);
  await story.teller.settle();
}

async function ship(story: Story, parcel: Parcel): Promise<void> {
  const owner = [...story.market.merchants.values()].find(({ shopId }) => shopId === parcel.shopId)!;
  const { orderId, shopId, waybillNo } = parcel;
  await story.teller.call(shipParcel, { shopId, orderId, carrier: "SF", waybillNo }, owner);
  await scan(story, parcel, "picked_up", "杭州转运中心", "快件已揽收", "Picked up");
  parcel.step = "shipped";
}

async function scan(
  { teller }: Story,
  { waybillNo }: Parcel,
  status: "picked_up" | "in_transit" | "delivering" | "signed",
  place: string,
  zh: string,
  en: string,
): Promise<void> {
  await recordScans(teller.house.db, {
    carrier: "SF",
    waybillNo,
    scans: [{ status, at: teller.time.now(), place, zh, en }],
  });
}

/** One day's handling: what was paid goes out, what went out arrives, what arrived is confirmed by some at once. */
async function handleParcels(story: Story): Promise<void> {
  const now = story.teller.time.now().getTime();
  for (const parcel of [...story.parcels]) {
    const ageDays = (now - parcel.paidAt.getTime()) / DAY;
    if (parcel.step === "paid" && story.chance.percent(6)) await askBack(story, parcel);
    else if (parcel.step === "paid" && ageDays > 0.8) await ship(story, parcel);
    else if (parcel.step === "shipped" && ageDays > 2.8) {
      await scan(story, parcel, "delivering", "西湖营业点", "快件派送中", "Out for delivery");
      await scan(story, parcel, "signed", "西湖营业点", "快件已签收", "Signed for");
      parcel.step = "signed";
    } else if (parcel.step === "signed" && story.chance.percent(60)) {
      await story.teller.call(confirmReceipt, { orderId: parcel.orderId }, parcel.buyer);
      story.parcels.splice(story.parcels.indexOf(parcel), 1);
    }
  }
  await story.teller.settle();
}

/** Every creator takes a dozen of the open products into the showcase; buyers claim a coupon now and then. */
async function fillShowcases({ teller, cast, market }: Story): Promise<void> {
  const open = market.products.filter(({ commissionBp }) => commissionBp !== null);
  for (const [n, creator] of [...cast.creators.values()].entries())
    for (let m = 0; m < 12; m++)
      await teller.call(addToShowcase, { productId: open[(n * 5 + m) % open.length]!.productId }, creator);
}

async function claimCoupons({ teller, cast, market, chance }: Story): Promise<void> {
  for (const buyer of cast.buyers)
    for (const couponIds of market.couponIds.values())
      if (chance.percent(60)) await teller.call(claimCoupon, { couponId: chance.one(couponIds) }, buyer);
}

async function trailFrom({ teller, chance, cast }: Story, product: Listed): Promise<string | undefined> {
  if (!chance.percent(45)) return undefined;
  for (const creator of cast.creators.values()) {
    const { items } = await teller.call(readShowcase, { creatorId: String(creator.id), limit: 100 });
    const found = items.find(({ id }) => id === product.productId);
    if (found) return found.trail;
  }
  return undefined;
}

async function tellDay(story: Story, morning: Date): Promise<void> {
  const { teller, cast, market, chance } = story;
  teller.time.goTo(after(morning, 9 * HOUR));
  await handleParcels(story);
  for (let n = 0; n < ORDERS_A_DAY + chance.below(4); n++) {
    teller.time.goTo(after(teller.time.now(), (20 + chance.below(50)) * 60_000));
    const product = chance.one(market.products.filter(({ skus }) => skus.some(({ stock }) => stock >= STOCK_MIN)));
    await buy(story, chance.one(cast.buyers), product, await trailFrom(story, product));
    if (n % 6 === 5) await teller.settle();
  }
  await teller.settle();
}

/** Until a day ago parcels were registered with a carrier of long ago; the last ones go to the sandbox's own. */
function carrierOfThePast({ house, time }: Teller, realNow: Date): () => void {
  const real = carrierGateway.of(house.config);
  carrierGateway.replace(house.config, {
    ...real,
    register: (ask) =>
      time.now().getTime() > realNow.getTime() - DAY
        ? real.register(ask)
        : Promise.resolve({ sure: "yes", value: { carrier: ask.carrier, waybillNo: ask.waybillNo, scans: [] } }),
  });
  return () => carrierGateway.replace(house.config, real);
}

/** Three weeks of trade, told through the use-cases: rooms, orders, parcels, refunds, unpaid orders that close. */
export async function tellThreeWeeks(
  teller: Teller,
  {
    cast,
    market,
    drawings,
    chance,
    from,
    until,
  }: { cast: Cast; market: Market; drawings: readonly Drawing[]; chance: Chance; from: Date; until: Date },
): Promise<void> {
  const story: Story = { teller, cast, market, chance, parcels: [], waybills: randomInt(1_000) };
  const endPast = carrierOfThePast(teller, until);
  await fillShowcases(story);
  await claimCoupons(story);
  const broadcasts = endedPlans();
  for (let day = 0, morning = from; after(morning, DAY) <= until; day++, morning = after(morning, DAY)) {
    await tellDay(story, morning);
    const room = day % 9 === 8 ? broadcasts.shift() : undefined;
    const byId = (productId: string): Listed => market.products.find((product) => product.productId === productId)!;
    if (room)
      await tellBroadcast(
        teller,
        {
          cast,
          market,
          drawings,
          chance,
          sell: (buyer, productId, trail) => buy(story, buyer, byId(productId), trail),
        },
        room,
      );
  }
  await handleParcels(story);
  endPast();
}
