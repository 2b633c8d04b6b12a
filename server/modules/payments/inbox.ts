import { columns, statement, type Tx } from "#platform/db";

export type Told = { provider: string; eventId: string; kind: string; body: string };

const insert = statement<{ eventId: string }>(
  "payments.insert_inbox",
  `insert into payments.inbox (provider, event_id, kind, outcome, body, received_at)
   select p, e, k, 'recorded', b, $5::timestamptz
   from unnest($1::text[], $2::text[], $3::text[], $4::text[]) t (p, e, k, b) order by p, e
   on conflict do nothing returning event_id as "eventId"`,
);

/** Keeps verified notifications, each once, in the transaction of what they cause; gives those that are new. */
export async function newEvents(tx: Tx, told: readonly Told[], at: Date): Promise<Set<string>> {
  if (told.length === 0) return new Set();
  const rows = await insert(tx, ...columns(told, "provider", "eventId", "kind", "body"), at);
  return new Set(rows.map(({ eventId }) => eventId));
}
