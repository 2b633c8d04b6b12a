import { clock } from "#platform/clock";
import { columns, statement, type Tx } from "#platform/db";
import { newId } from "#platform/ids";
import { PROVIDER } from "./gateway.ts";
import { type IntentPart, type Purpose, writeParts } from "./intents.ts";

export type Ask = {
  purpose: Purpose;
  subjectId: bigint;
  payerId: bigint;
  fen: bigint;
  parts: readonly IntentPart[];
  /** By the business clock: what is not paid then is closed. */
  expiresAt: Date;
};

const insert = statement<{ id: bigint; subjectId: bigint }>(
  "payments.open_intents",
  `insert into payments.intents (id, purpose, subject_id, payer_id, provider, out_trade_no, fen, parts, state,
     expires_at, look_at, created_at)
   select id, purpose, subject_id, payer_id, $8, 'P' || id, fen, parts::jsonb, 'created', expires_at, $9, $9
   from unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[], $7::timestamptz[])
     i (id, purpose, subject_id, payer_id, fen, parts, expires_at)
   order by purpose, subject_id
   on conflict (purpose, subject_id) do nothing
   returning id, subject_id as "subjectId"`,
);

/** Writes down what is to be paid, with the number under which the provider will know it. One payment per subject. */
export async function openIntents(tx: Tx, asks: readonly Ask[]): Promise<Map<bigint, bigint>> {
  if (asks.length === 0) return new Map();
  for (const ask of asks) mustAddUp(ask);
  const rows = asks.map((ask) => ({ ...ask, id: newId(), written: writeParts(ask.parts) }));
  const names = ["id", "purpose", "subjectId", "payerId", "fen", "written", "expiresAt"] as const;
  const opened = await insert(tx, ...columns(rows, ...names), PROVIDER, clock.now());
  if (opened.length < asks.length) throw new Error("a payment for one of these was asked for before");
  return new Map(opened.map(({ id, subjectId }) => [subjectId, id]));
}

const sumOf = (list: readonly bigint[]): bigint => list.reduce((sum, each) => sum + each, 0n);

/** Money that could not be booked when it comes must not be asked for. */
function mustAddUp({ subjectId, fen, parts }: Ask): void {
  if (sumOf(parts.map((part) => part.fen)) !== fen)
    throw new RangeError(`the parts of payment ${subjectId} do not add up to ${fen}`);
  for (const part of parts)
    if (part.orderId !== undefined && sumOf((part.lines ?? []).map(({ paidFen }) => paidFen)) !== part.fen)
      throw new RangeError(`the lines of order ${part.orderId} do not add up to ${part.fen}`);
}
