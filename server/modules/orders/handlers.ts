import { z } from "zod";
import { id, time } from "#contract/kinds";
import type { Tx } from "#platform/db";
import type { Consumer, Event } from "#platform/events";
import type { House } from "#platform/parts";
import { applyCaptures } from "./apply-captures.ts";
import { closeOrders } from "./close-orders.ts";

const captured = z.object({ purpose: z.string(), at: time, orderIds: z.array(id) });
const closed = z.object({ purpose: z.string(), orderIds: z.array(id) });

async function onCaptured(tx: Tx, house: House, events: readonly Event[]): Promise<void> {
  const news = events.map((event) => captured.parse(event.payload)).filter((each) => each.purpose === "checkout");
  await applyCaptures(
    tx,
    house.jobs,
    news.flatMap(({ at, orderIds }) => orderIds.map((orderId) => ({ orderId, at }))),
  );
}

async function onClosed(tx: Tx, events: readonly Event[]): Promise<void> {
  const moments = new Map<bigint, Date>();
  for (const { payload, happenedAt } of events) {
    const { purpose, orderIds } = closed.parse(payload);
    if (purpose === "checkout") for (const orderId of orderIds) moments.set(orderId, happenedAt);
  }
  await closeOrders(tx, [...moments.keys()], (orderId) => moments.get(orderId)!);
}

/**
 * What was paid first: an order whose payment was both captured and closed has its money. Closing comes last and all at
 * once, since it takes stock locks: taken once, in key order, they never wait in a ring with a counter's, and not for long.
 */
export const ordersConsumer = (house: House): Consumer => ({
  name: "orders",
  topics: ["payments.captured", "payments.closed"],
  handle: async (tx, events) => {
    const told = (topic: string): Event[] => events.filter((event) => event.topic === topic);
    await onCaptured(tx, house, told("payments.captured"));
    await onClosed(tx, told("payments.closed"));
  },
});
