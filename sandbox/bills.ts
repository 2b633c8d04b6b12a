import { createHash } from "node:crypto";
import type { Effect } from "./effects.ts";
import { type Does, type House, iso, ok } from "./house.ts";
import { seeded } from "./faults.ts";
import { Refused } from "./refused.ts";

type Line = { kind: string; id: string; outNo: string; outTradeNo: string; fen: number; feeFen: number; at: number };

const LINES_A_PART = 4000;
/** What the sandbox takes of a payment, in ten-thousandths: shown on the bill, kept from nobody. */
const FEE_BP = 60;

/** Where a day's bill lies, part by part, each with its digest: the download itself carries no signature. */
export const askStatement: Does = (house, { params }, effects) => {
  const day = params["no"] ?? "";
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new Refused(400, "PARAM_ERROR", "the day wants YYYY-MM-DD");
  if (effects.includes("bill-late")) throw new Refused(404, "NO_STATEMENT_EXIST", "not ready yet");
  const count = Math.max(1, Math.ceil(linesOf(house, day).length / LINES_A_PART));
  const bent = effects.find((effect) => effect.startsWith("bill-")) ?? "";
  const parts = Array.from({ length: count }, (_, part) => ({
    hash_type: "SHA1",
    hash_value: digestOf(billText(house, day, part, bent === "bill-seven-breaks" ? [bent] : []), bent),
    download_url: `/v3/bill-files/${day}/${part}${bent && `?as=${bent}`}`,
  }));
  return ok({ day, parts });
};

const digestOf = (text: string, bent: string): string =>
  bent === "bill-wrong-digest" ? "0".repeat(40) : createHash("sha1").update(text).digest("hex");

export function billText(house: House, day: string, part: number, effects: readonly Effect[]): string {
  const all = linesOf(house, day).slice(part * LINES_A_PART, (part + 1) * LINES_A_PART);
  const lines = effects.includes("bill-seven-breaks") ? broken(all) : all;
  const rows = lines.map(({ kind, id, outNo, outTradeNo, fen, feeFen, at }) =>
    [kind, id, outNo, outTradeNo, yuan(fen), yuan(feeFen), iso(at)].map((field) => `\`${field}`).join(","),
  );
  const text = ["kind,id,out_no,out_trade_no,amount,fee,at", ...rows, ""].join("\n");
  return effects.includes("bill-cut") ? text.slice(0, Math.floor(text.length / 2)) : text;
}

const yuan = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, "0")}`;

/** Days are Shanghai's: the bill of a day holds what succeeded between its two midnights there. */
const SHANGHAI_MS = 8 * 3_600_000;
const dayOf = (at: number): string => iso(at + SHANGHAI_MS).slice(0, 10);

function linesOf({ store }: House, day: string): Line[] {
  const lines: Line[] = [];
  const add = (line: Line): void => void (dayOf(line.at) === day && lines.push(line));
  for (const { id, transactions } of store.payments.values())
    for (const { transactionId, fen, at } of transactions) {
      const feeFen = Math.round((fen * FEE_BP) / 10_000);
      add({ kind: "payment", id: transactionId, outNo: id, outTradeNo: id, fen, feeFen, at });
    }
  for (const { id, refundId, outTradeNo, fen, state, doneAt } of store.refunds.values())
    if (state === "SUCCESS" && doneAt)
      add({ kind: "refund", id: refundId, outNo: id, outTradeNo, fen, feeFen: 0, at: doneAt });
  for (const { id, splitId, outTradeNo, receivers, doneAt } of store.splits.values()) {
    const fen = receivers.reduce((sum, each) => sum + (each.result === "SUCCESS" ? each.fen : 0), 0);
    if (doneAt && fen > 0) add({ kind: "split", id: splitId, outNo: id, outTradeNo, fen, feeFen: 0, at: doneAt });
  }
  for (const { id, returnId, outTradeNo, fen, state, doneAt } of store.returns.values())
    if (state === "SUCCESS" && doneAt)
      add({ kind: "split_return", id: returnId, outNo: id, outTradeNo, fen, feeFen: 0, at: doneAt });
  for (const { id, payoutId, fen, state, doneAt } of store.payouts.values())
    if (state === "SUCCESS" && doneAt)
      add({ kind: "payout", id: payoutId, outNo: id, outTradeNo: id, fen, feeFen: 0, at: doneAt });
  return lines.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** Missing, amount, fee, timing, duplicate and foreign: each break once, as far as there are lines to break. */
function broken(lines: Line[]): Line[] {
  const draw = seeded(lines.length);
  const bent = lines.map((line) => ({ ...line }));
  const pick = (): Line | undefined => bent[Math.floor(draw() * bent.length)];
  const [amount, fee, timing, twice] = [pick(), pick(), pick(), pick()];
  if (amount) amount.fen += 100;
  if (fee) fee.feeFen += 1;
  if (timing) timing.at -= 86_400_000;
  if (twice) bent.push({ ...twice });
  const stranger = { kind: "payment", outNo: "FOREIGN-1", outTradeNo: "FOREIGN-1", fen: 100, feeFen: 1 };
  bent.push({ ...stranger, id: "429900000000000000000001", at: lines[0]?.at ?? Date.now() });
  bent.push({ ...stranger, outNo: "FORGOTTEN-1", id: "429900000000000000000002", at: lines[0]?.at ?? Date.now() });
  return bent.slice(lines.length > 1 ? 1 : 0);
}
