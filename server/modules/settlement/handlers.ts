import { ownersReturns, readRefundSources } from "#modules/ledger";
import { clock } from "#platform/clock";
import type { Tx } from "#platform/db";
import type { Consumer, Event } from "#platform/events";
import { postRelease, voidRelease } from "./end-splits.ts";
import { writeFlows } from "./flows.ts";
import { openBills } from "./open-bills.ts";
import { cancelBills, setDue } from "./set-due.ts";

const idIn = ({ payload }: Event, name = "orderId"): bigint => BigInt(payload[name] as string);

const onOrdersPaid = (tx: Tx, events: readonly Event[]): Promise<void> =>
  openBills(
    tx,
    events.map((event) => ({ orderId: idIn(event), shopId: idIn(event, "shopId") })),
  );

async function onOrderConfirmed(tx: Tx, event: Event): Promise<void> {
  const at = event.payload["at"];
  await setDue(tx, idIn(event), typeof at === "string" ? new Date(at) : event.happenedAt);
}

async function onOrderRefunded(tx: Tx, event: Event): Promise<void> {
  if (event.payload["isAll"] === true) await cancelBills(tx, [idIn(event)]);
}

/** A refund after the release is read by everyone who returned a part of their share. */
async function onRefundSucceeded(tx: Tx, event: Event): Promise<void> {
  const refundId = idIn(event, "refundId");
  const returns = ownersReturns(await readRefundSources(tx, refundId));
  const reason = { rule: "claw_back", refundId: String(refundId), refundedFen: Number(event.payload["fen"]) };
  await writeFlows(
    tx,
    [...returns].map(([payee, fen]) => ({
      payee,
      orderId: idIn(event),
      fen: -fen,
      kind: "refund" as const,
      reason,
      source: `refund:${refundId}`,
      at: clock.now(),
    })),
  );
}

const one = {
  "orders.confirmed": onOrderConfirmed,
  "orders.refunded": onOrderRefunded,
  "payments.split_succeeded": (tx: Tx, event: Event) => postRelease(tx, idIn(event)),
  "payments.split_failed": (tx: Tx, event: Event) => voidRelease(tx, idIn(event)),
  "payments.refund_succeeded": onRefundSucceeded,
};
type Topic = keyof typeof one;

export const consumer: Consumer = {
  name: "settlement",
  topics: ["orders.paid", ...Object.keys(one)],
  handle: async (tx, events) => {
    // Bills first: an order's payment is always told before what follows from it.
    await onOrdersPaid(
      tx,
      events.filter(({ topic }) => topic === "orders.paid"),
    );
    for (const event of events) if (event.topic in one) await one[event.topic as Topic](tx, event);
  },
};
