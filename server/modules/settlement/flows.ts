import { columns, type Db, statement, type Tx } from "#platform/db";
import { newId } from "#platform/ids";

export type FlowKind = "income" | "fee" | "commission" | "refund" | "reserve" | "reserve_back" | "deposit";
export type Reason = Record<string, string | number | boolean | null>;
/** One line of a payee's statement. Its sum can be computed again from its reason. */
export type Flow = {
  payee: string;
  orderId: bigint | null;
  fen: bigint;
  kind: FlowKind;
  reason: Reason;
  source: string;
  at: Date;
};
export type FlowRow = Omit<Flow, "payee" | "source"> & { id: bigint };

const insert = statement(
  "settlement.insert_flows",
  `insert into settlement.flows (id, payee, order_id, fen, kind, reason, source, happened_at)
   select id, payee, ord, fen, kind, reason::jsonb, source, at
   from unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::text[],
     $8::timestamptz[]) f (id, payee, ord, fen, kind, reason, source, at)
   on conflict (payee, kind, source) do nothing`,
);
const readOf = statement<FlowRow>(
  "settlement.read_flows",
  `select id, order_id as "orderId", fen, kind, reason, happened_at as at from settlement.flows
   where payee = $1 and ($2::bigint is null or id < $2) order by id desc limit $3`,
);

/** Writes statement lines, each once per payee, kind and source. */
export async function writeFlows(tx: Tx, flows: readonly Flow[]): Promise<void> {
  if (flows.length === 0) return;
  const rows = flows.map((flow) => ({ ...flow, id: newId(), written: JSON.stringify(flow.reason) }));
  await insert(tx, ...columns(rows, "id", "payee", "orderId", "fen", "kind", "written", "source", "at"));
}

export const readFlows = (db: Db | Tx, payee: string, before: bigint | null, limit: number): Promise<FlowRow[]> =>
  readOf(db, payee, before, limit);
