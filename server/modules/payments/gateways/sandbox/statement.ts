import { createHash } from "node:crypto";
import { z } from "zod";
import { type Asked, unknown, yes } from "#platform/asked";
import type { Statement, StatementLine } from "../port.ts";
import { ask, fetchFile, type Line } from "./calls.ts";
import { billShape } from "./shapes.ts";

const HEAD = "kind,id,out_no,out_trade_no,amount,fee,at";
const lineShape = z.tuple([
  z.enum(["payment", "refund", "split", "split_return", "payout"]),
  z.string().min(1),
  z.string().min(1),
  z.string().min(1),
  z.string().transform(fenIn),
  z.string().transform(fenIn),
  z.iso.datetime().transform((text) => new Date(text)),
]);

/** A day's bill, complete or unknown: a part that does not fit its digest makes the whole day unknown. */
export async function statementOf(line: Line, day: string): Promise<Asked<Statement>> {
  const bill = await ask(line, { method: "GET", path: `/v3/bills/${encodeURIComponent(day)}`, shape: billShape });
  if (bill.sure !== "yes") return bill;
  const lines: StatementLine[] = [];
  for (const part of bill.value.parts) {
    const file = await fetchFile(line, part.download_url);
    if (!file) return unknown("silence");
    if (createHash("sha1").update(file).digest("hex") !== part.hash_value) return unknown("unverified");
    const read = linesIn(file.toString("utf8"));
    if (!read) return unknown("unreadable");
    lines.push(...read);
  }
  return yes({ day, lines });
}

export function linesIn(text: string): StatementLine[] | undefined {
  const [head, ...rows] = text.split("\n");
  if (head !== HEAD || rows.pop() !== "") return undefined;
  const lines = rows.map((row) => lineShape.safeParse(row.split(",").map((field) => field.replace(/^`/, ""))));
  if (!lines.every((line) => line.success)) return undefined;
  return lines.map(({ data: [kind, id, outNo, outTradeNo, fen, feeFen, at] }) => ({
    ...{ kind, id, outNo, outTradeNo, fen, feeFen, at },
  }));
}

/** Yuan to fen by its digits: a float would lose the last one. */
function fenIn(text: string, context: z.core.$RefinementCtx): bigint {
  const [, yuan, fen] = /^(\d{1,13})\.(\d{2})$/.exec(text) ?? [];
  if (yuan && fen) return BigInt(yuan) * 100n + BigInt(fen);
  context.addIssue({ code: "custom", message: "not an amount in yuan" });
  return z.NEVER;
}
