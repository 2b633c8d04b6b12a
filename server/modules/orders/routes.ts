import type { FastifyInstance } from "fastify";
import {
  cancelOrder as cancelRoute,
  confirmReceipt as confirmRoute,
  extendReceipt as extendRoute,
  listMyOrders,
  listShopOrders,
  placeOrder,
  quote,
  readOrder,
  readShopOrder,
  revealReceiver as revealRoute,
} from "#contract/api/orders";
import { batcher } from "#platform/batcher";
import { pageFrom, readCursor } from "#platform/cursor";
import type { Db, Tx } from "#platform/db";
import { serve } from "#platform/http";
import type { House } from "#platform/parts";
import { Refusal, unwrap } from "#platform/refusal";
import type { Ask } from "./asks.ts";
import { cancelOrder } from "./cancel-order.ts";
import type { Question } from "./gather-quote-facts.ts";
import { confirmReceipt, extendReceipt } from "./confirm-orders.ts";
import { placeOrders } from "./place-orders.ts";
import { presentCards, presentOwn, presentToShop, receiverOut } from "./present-orders.ts";
import { countBuyerOrders, findBuyerOrder, findShopOrder, listBuyerOrders, listOrdersOfShop } from "./queries.ts";
import { quoteCheckouts } from "./quote-checkout.ts";
import { revealReceiver } from "./reveal-receiver.ts";
import { turnAwayCrowds } from "./turn-away-crowds.ts";

export function orderRoutes(app: FastifyInstance, house: House): void {
  buyerRoutes(app, house);
  ownOrderRoutes(app, house);
  shopRoutes(app, house);
}

function buyerRoutes(app: FastifyInstance, house: House): void {
  const place = turnAwayCrowds(batcher((asks: Ask[]) => placeOrders(house.hot, house.vault, asks)));
  serve(app, house, placeOrder, async ({ input, caller, requestId }) =>
    unwrap(await place({ ...input, buyerId: caller.personId, requestId })),
  );
  const ask = batcher((questions: Question[]) => quoteCheckouts(house.hot, house.vault, questions));
  serve(app, house, quote, async ({ input, caller }) => unwrap(await ask({ ...input, buyerId: caller.personId })));
  serve(app, house, listMyOrders, async ({ input: { limit, cursor, tab }, caller: { personId }, db }) => {
    const list = `orders.mine:${personId}:${tab}`;
    const before = readCursor(house.vault, list, cursor)?.[0];
    const rows = await listBuyerOrders(db, personId, tab, { limit, before });
    const { items, nextCursor } = pageFrom(house.vault, list, rows, limit, (row) => [row.id]);
    return { items: await presentCards(db, items), nextCursor, counts: await countBuyerOrders(db, personId) };
  });
}

function ownOrderRoutes(app: FastifyInstance, house: House): void {
  const own = async (db: Db | Tx, orderId: bigint, buyerId: bigint) => {
    const order = await findBuyerOrder(db, orderId, buyerId);
    if (!order) throw new Refusal("orders.not_found");
    return presentOwn(db, house.vault, order);
  };
  serve(app, house, readOrder, ({ input, caller, db }) => own(db, input.orderId, caller.personId));
  serve(app, house, cancelRoute, async ({ input: { orderId }, caller: { personId }, db }) => {
    await cancelOrder(db, house.jobs, { orderId, buyerId: personId });
    return own(db, orderId, personId);
  });
  serve(app, house, confirmRoute, async ({ input: { orderId }, caller: { personId }, db }) => {
    await confirmReceipt(db, { orderId, buyerId: personId });
    return own(db, orderId, personId);
  });
  serve(app, house, extendRoute, async ({ input: { orderId }, caller: { personId }, db }) => {
    await extendReceipt(db, { orderId, buyerId: personId });
    return own(db, orderId, personId);
  });
}

function shopRoutes(app: FastifyInstance, house: House): void {
  const { vault } = house;
  serve(app, house, listShopOrders, async ({ input: { shopId, limit, cursor, state, roomId }, db }) => {
    const list = `orders.shop:${shopId}:${state ?? ""}:${roomId ?? ""}`;
    const before = readCursor(vault, list, cursor)?.[0];
    const rows = await listOrdersOfShop(db, shopId, { state, roomId }, { limit, before });
    const { items, nextCursor } = pageFrom(vault, list, rows, limit, (row) => [row.id]);
    return { items: await presentToShop(db, vault, items), nextCursor };
  });
  serve(app, house, readShopOrder, async ({ input: { shopId, orderId }, db }) => {
    const order = await findShopOrder(db, orderId, shopId);
    if (!order) throw new Refusal("orders.not_found");
    return (await presentToShop(db, vault, [order]))[0]!;
  });
  serve(app, house, revealRoute, async ({ input: { shopId, orderId, reason }, caller, db }) => {
    const { regionNames, ...receiver } = await revealReceiver(db, vault, {
      shopId,
      orderId,
      actorId: caller.personId,
      reason,
    });
    return receiverOut(receiver, regionNames);
  });
}
