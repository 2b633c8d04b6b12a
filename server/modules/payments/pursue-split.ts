import { unknown } from "#platform/asked";
import { clock } from "#platform/clock";
import { type Db, transact } from "#platform/db";
import type { House } from "#platform/parts";
import { askAll, claimSplits } from "./cadence.ts";
import type { Asked, PaymentGateway, SeenSplit } from "./gateways/port.ts";
import { notifyUrlOf, provider } from "./gateway.ts";
import { recordSplit, type SplitNews } from "./record-split.ts";
import { readSplit, type SplitRow } from "./splits.ts";

async function ask(gateway: PaymentGateway, split: SplitRow, notifyUrl: string): Promise<Asked<SeenSplit>> {
  const { outOrderNo, transactionId } = split;
  if (split.state !== "requested" || split.looks > 1) {
    const seen = await gateway.lookSplit(outOrderNo, transactionId);
    if (seen.sure !== "no") return seen;
    if (seen.code !== "RESOURCE_NOT_EXISTS") return unknown("unlisted");
  }
  const receivers = split.receivers
    .filter(({ result }) => result === "pending")
    .map(({ account, fen, description }) => ({ account, fen, description }));
  return gateway.split({ outOrderNo, transactionId, receivers, notifyUrl });
}

function newsIn(answer: Asked<SeenSplit>): SplitNews | undefined {
  if (answer.sure === "yes") return answer.value;
  return answer.sure === "no" ? { refused: answer.code } : undefined;
}

/** Brings one split a step on its way: asks the provider with no transaction open, then records the answer. */
export async function pursueSplit(house: House, splitId: bigint): Promise<void> {
  const split = await readSplit(house.db, splitId);
  if (split.state === "succeeded" || split.state === "failed") return;
  const { gateway } = await provider.of(house.config)();
  const news = newsIn(await ask(gateway, split, notifyUrlOf(house.config)));
  if (news) await transact(house.db, (tx) => recordSplit(tx, splitId, split.outOrderNo, news));
}

export const pursueDueSplits = async (house: House, db: Db): Promise<number> =>
  askAll(await claimSplits(db, clock.now()), (id) => pursueSplit(house, id));
