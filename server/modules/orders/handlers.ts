import { z } from "zod";
import { id, time } from "#contract/kinds";
import type { Tx } from "#platform/db";
import { type Consumer, type Event, runsOf } from "#platform/events";
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

export const ordersConsumer = (house: House): Consumer => ({
  name: "orders",
  topics: ["payments.captured", "payments.closed"],
  handle: async (tx, events) => {
    for (const run of runsOf(events)) {
      if (run[0]!.topic === "payments.captured") await onCaptured(tx, house, run);
      else await onClosed(tx, run);
    }
  },
});
