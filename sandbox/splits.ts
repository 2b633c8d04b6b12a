import { providerNo } from "./crypt.ts";
import type { Effect } from "./effects.ts";
import { accountOf, type Does, type House, iso, isoOrNull, MERCHANT, noticeOf, ok, ownAddress } from "./house.ts";
import { transactionOf } from "./house.ts";
import { fenOf, listOf, numberOf, optionalText, Refused, textOf } from "./refused.ts";
import type { Account, Receiver, Split, SplitReturn, Transaction } from "./rows.ts";

const SETTLES_MS = 300;
const NOT_READY_MS = 30_000;

/** Accepts a split once per number; each receiver is paid a moment later, or not, for itself alone. */
export const askSplit: Does = (house, { body }, effects) => {
  const id = numberOf(body, "out_order_no");
  const known = house.store.splits.get(id);
  const { payment, transaction } = transactionOf(house, textOf(body, "transaction_id", 64));
  if (known) {
    if (known.transactionId !== transaction.transactionId)
      throw new Refused(400, "INVALID_REQUEST", "the number was used for another split");
    return ok(splitContent(house, known));
  }
  if (transaction.finished) throw new Refused(400, "INVALID_REQUEST", "splitting was finished");
  if (effects.includes("split-over-cap")) throw new Refused(400, "RULE_LIMIT", "above the agreed share");
  if (effects.includes("freed-at-180-days")) throw new Refused(400, "INVALID_REQUEST", "freed after 180 days");
  if (effects.includes("split-not-ready") && Date.now() - transaction.at < NOT_READY_MS)
    throw new Refused(429, "FREQUENCY_LIMITED", "not ready: try again 30 seconds after the payment");
  const receivers = receiversOf(body, effects);
  const total = receivers.reduce((sum, each) => sum + each.fen, 0);
  if (total > transaction.heldFen) throw new Refused(400, "INVALID_REQUEST", "more than is held");
  const notifyUrl = optionalText(body, "notify_url", 2000);
  const now = Date.now();
  const split: Split = {
    id,
    splitId: providerNo("30"),
    outTradeNo: payment.id,
    transactionId: transaction.transactionId,
    receivers,
    notifyUrl: notifyUrl === null ? null : ownAddress(house, notifyUrl),
    state: "PROCESSING",
    askedAt: now,
    doneAt: null,
    dueAt: now + SETTLES_MS,
  };
  transaction.heldFen -= total;
  house.store.save({ splits: [split], payments: [payment] });
  return ok(splitContent(house, split));
};

function receiversOf(body: Record<string, unknown>, effects: readonly Effect[]): Receiver[] {
  const receivers = listOf(body, "receivers").map(
    (each, place): Receiver => ({
      account: textOf(each, "account", 64),
      fen: fenOf(each, "amount"),
      description: textOf(each, "description", 80),
      result: "PENDING",
      failReason: null,
      fails: place === 0 && effects.includes("split-fails-one-receiver"),
    }),
  );
  if (receivers.length === 0) throw new Refused(400, "PARAM_ERROR", "receivers wants at least one");
  if (new Set(receivers.map(({ account }) => account)).size < receivers.length)
    throw new Refused(400, "PARAM_ERROR", "a receiver stands twice");
  return receivers;
}

/** Ends a split that is due: what a failed receiver did not get is held again. */
export function settleSplit(house: House, split: Split): void {
  const { payment, transaction } = transactionOf(house, split.transactionId);
  const accounts: Account[] = [];
  for (const receiver of split.receivers) {
    if (receiver.fails) {
      Object.assign(receiver, { result: "CLOSED", failReason: "ACCOUNT_ABNORMAL" });
      transaction.heldFen += receiver.fen;
      continue;
    }
    receiver.result = "SUCCESS";
    const account = accountOf(house, receiver.account);
    accounts.push({ ...account, fen: account.fen + receiver.fen });
  }
  Object.assign(split, { state: "FINISHED", dueAt: null, doneAt: Date.now() });
  const numbers = { outOrderNo: split.id, outTradeNo: split.outTradeNo };
  const content = splitContent(house, split);
  const told = { eventType: "PROFITSHARING.FINISHED", originalType: "profitsharing", content };
  const notices = split.notifyUrl === null ? [] : [noticeOf(house, { ...told, url: split.notifyUrl }, numbers)];
  house.store.save({ splits: [split], payments: [payment], accounts, notices });
}

export const lookAtSplit: Does = (house, { params }) => ok(splitContent(house, splitNo(house, params["no"] ?? "")));

function splitNo(house: House, id: string): Split {
  const split = house.store.splits.get(id);
  if (!split) throw new Refused(404, "RESOURCE_NOT_EXISTS", "no such split");
  return split;
}

const splitContent = (house: House, split: Split) => ({
  mchid: house.keys.merchantId,
  out_order_no: split.id,
  order_id: split.splitId,
  transaction_id: split.transactionId,
  state: split.state,
  finish_time: isoOrNull(split.doneAt),
  receivers: split.receivers.map(({ account, fen, result, failReason }) => ({
    account,
    amount: fen,
    result,
    fail_reason: failReason,
  })),
});

/** Takes a split back from a receiver who is not a person; the money is held for refunds again. */
export const askReturn: Does = (house, { body }, effects) => {
  const id = numberOf(body, "out_return_no");
  const known = house.store.returns.get(id);
  if (known) return ok(returnContent(house, known));
  const split = splitNo(house, numberOf(body, "out_order_no"));
  const account = textOf(body, "account", 64);
  const fen = fenOf(body, "amount");
  const share = split.receivers.find((each) => each.account === account && each.result === "SUCCESS");
  if (!share) throw new Refused(400, "INVALID_REQUEST", "this receiver got nothing here");
  if (account.startsWith("person:") || effects.includes("return-refused-person"))
    throw new Refused(400, "RULE_LIMIT", "a person's share cannot be taken back");
  if (returnedOf(house, split.id, account) + fen > share.fen)
    throw new Refused(400, "INVALID_REQUEST", "more than the receiver got");
  const now = Date.now();
  const back: SplitReturn = {
    id,
    returnId: providerNo("31"),
    outOrderNo: split.id,
    outTradeNo: split.outTradeNo,
    transactionId: split.transactionId,
    account,
    fen,
    description: textOf(body, "description", 80),
    state: "PROCESSING",
    failReason: null,
    askedAt: now,
    doneAt: null,
    dueAt: now + SETTLES_MS,
  };
  house.store.save({ returns: [back] });
  return ok(returnContent(house, back));
};

function returnedOf(house: House, outOrderNo: string, account: string): number {
  let sum = 0;
  for (const back of house.store.returns.values())
    if (back.outOrderNo === outOrderNo && back.account === account && back.state !== "FAILED") sum += back.fen;
  return sum;
}

export function settleReturn(house: House, back: SplitReturn): void {
  const { payment, transaction } = transactionOf(house, back.transactionId);
  const account = accountOf(house, back.account);
  if (account.fen < back.fen) {
    Object.assign(back, { state: "FAILED", failReason: "ACCOUNT_NOT_ENOUGH", dueAt: null, doneAt: Date.now() });
    house.store.save({ returns: [back] });
    return;
  }
  transaction.heldFen += back.fen;
  Object.assign(back, { state: "SUCCESS", dueAt: null, doneAt: Date.now() });
  const accounts = [{ ...account, fen: account.fen - back.fen }];
  house.store.save({ returns: [back], payments: [payment], accounts });
}

export const lookAtReturn: Does = (house, { params }) => {
  const back = house.store.returns.get(params["no"] ?? "");
  if (!back) throw new Refused(404, "RESOURCE_NOT_EXISTS", "no such return");
  return ok(returnContent(house, back));
};

const returnContent = (house: House, back: SplitReturn) => ({
  mchid: house.keys.merchantId,
  out_return_no: back.id,
  return_id: back.returnId,
  out_order_no: back.outOrderNo,
  account: back.account,
  amount: back.fen,
  result: back.state,
  fail_reason: back.failReason,
});

/** Ends the splitting of a transaction: what is still held becomes the merchant's own. */
export const finishSplit: Does = (house, { body }) => {
  const id = numberOf(body, "out_order_no");
  const { payment, transaction } = transactionOf(house, textOf(body, "transaction_id", 64));
  if (!transaction.finished) {
    house.store.save({ accounts: [freed(house, transaction)], payments: [payment] });
  }
  return ok({
    mchid: house.keys.merchantId,
    out_order_no: id,
    transaction_id: transaction.transactionId,
    state: "FINISHED",
  });
};

function freed(house: House, transaction: Transaction): Account {
  const merchant = accountOf(house, MERCHANT);
  const fen = merchant.fen + transaction.heldFen;
  Object.assign(transaction, { heldFen: 0, finished: true });
  return { ...merchant, fen };
}

export const splitDeed = ({ dueAt: _, id, ...split }: Split) => ({
  outOrderNo: id,
  ...split,
  askedAt: iso(split.askedAt),
  doneAt: isoOrNull(split.doneAt),
});
export const returnDeed = ({ dueAt: _, id, ...back }: SplitReturn) => ({
  outReturnNo: id,
  ...back,
  askedAt: iso(back.askedAt),
  doneAt: isoOrNull(back.doneAt),
});
