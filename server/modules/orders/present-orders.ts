import type { z } from "zod";
import type { orderCard, orderPage } from "#contract/api/orders";
import { readCreators, readPeople } from "#modules/identity";
import { readShopFacts } from "#modules/shops";
import type { Db, Tx } from "#platform/db";
import { fileUrl } from "#platform/storage";
import type { Vault } from "#platform/vault";
import { maskName, maskPhone, maskStreet } from "./masks.ts";
import { type LineRow, type OrderRow, readLines } from "./order-facts.ts";
import { type HistoryRow, readHistory } from "./queries.ts";
import { openReceiver, type Receiver } from "./receiver.ts";

type Card = z.output<typeof orderCard>;
type Page = z.output<typeof orderPage>;
type ShopPage = Page & { buyerName: string };

const pictureOf = ({ pictureKey }: { pictureKey: string | null }): string =>
  pictureKey === null ? "" : fileUrl(pictureKey);

const lineOut = (line: LineRow): Card["lines"][number] => ({
  id: line.id,
  productId: line.productId,
  skuId: line.skuId,
  dealId: line.dealId,
  quantity: line.quantity,
  unitFen: line.unitFen,
  discountFen: line.discountFen,
  freightFen: line.freightFen,
  paidFen: line.paidFen,
  refundedFen: line.refundedFen,
  shipped: line.shipped,
  titleZh: line.snapshot.titleZh,
  titleEn: line.snapshot.titleEn,
  options: line.snapshot.options,
  pictureUrl: pictureOf(line.snapshot),
});

/** Orders as lists show them, in the order given. */
export async function presentCards(db: Db | Tx, orders: readonly OrderRow[]): Promise<Card[]> {
  const lines = await readLines(
    db,
    orders.map((order) => order.id),
  );
  const shops = await readShopFacts(db, [...new Set(orders.map((order) => order.shopId))]);
  return orders.map((order) => ({
    id: order.id,
    checkoutId: order.checkoutId,
    shopId: order.shopId,
    shopName: shops.get(order.shopId)?.name ?? "",
    state: order.state,
    lines: (lines.get(order.id) ?? []).map(lineOut),
    goodsFen: order.goodsFen,
    discountFen: order.discountFen,
    freightFen: order.freightFen,
    payableFen: order.payableFen,
    refundedFen: order.refundedFen,
    payBy: order.payBy,
    placedAt: order.placedAt,
    paidAt: order.paidAt,
    shippedAt: order.shippedAt,
    confirmBy: order.confirmBy,
    endedAt: order.endedAt,
  }));
}

export const receiverOut = ({ name, phone, street }: Receiver, regionNames: readonly string[]): Page["receiver"] => ({
  name,
  phone,
  region: regionNames.join(" "),
  street,
});

const masked = ({ name, phone, street }: Receiver): Receiver => ({
  name: maskName(name),
  phone: maskPhone(phone),
  street: maskStreet(street),
});

async function presentPages(
  db: Db | Tx,
  vault: Vault,
  orders: readonly OrderRow[],
  show: (receiver: Receiver) => Receiver,
): Promise<Page[]> {
  const cards = await presentCards(db, orders);
  const histories: Map<bigint, HistoryRow[]> = await readHistory(
    db,
    orders.map((order) => order.id),
  );
  const creators = await readCreators(
    db,
    orders.flatMap((order) => (order.creatorId === null ? [] : [order.creatorId])),
  );
  return orders.map((order, n) => ({
    ...cards[n]!,
    receiver: receiverOut(show(openReceiver(vault, order.id, order.receiverSealed)), order.regionNames),
    note: order.note,
    source: {
      scene: order.scene,
      channel: order.channel,
      roomId: order.roomId,
      pinId: order.pinId,
      creatorId: order.creatorId,
      creatorName: order.creatorId === null ? null : (creators.get(order.creatorId)?.name ?? null),
    },
    canExtend: order.state === "to_receive" && !order.extended && order.openCaseId === null,
    history: (histories.get(order.id) ?? []).map(({ state, byWhom, why, at }) => ({ state, byWhom, why, at })),
  }));
}

/** An order as its buyer sees it, with the whole receiver. */
export async function presentOwn(db: Db | Tx, vault: Vault, order: OrderRow): Promise<Page> {
  return (await presentPages(db, vault, [order], (receiver) => receiver))[0]!;
}

/** Orders as the shop sees them: enough of the receiver to tell them apart, not enough to reach them. */
export async function presentToShop(db: Db | Tx, vault: Vault, orders: readonly OrderRow[]): Promise<ShopPage[]> {
  const pages = await presentPages(db, vault, orders, masked);
  const buyers = await readPeople(
    db,
    orders.map((order) => order.buyerId),
  );
  return pages.map((page, n) => ({ ...page, buyerName: buyers.get(orders[n]!.buyerId)?.nickname ?? "" }));
}
