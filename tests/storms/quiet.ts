import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import type { Db } from "#platform/db";
import type { Deeds } from "./books.ts";
import type { StormGround } from "./ground/storm-ground.ts";

const PATIENCE_MS = 90_000;
const BREATH_MS = 3_000;
// Longer than any wait before the provider is asked again in a payment's first minutes.
const LEAP_SECONDS = 61;

/** What is still on its way, in words; nothing when the house has come to rest. */
async function underWay(db: Db, deeds: Deeds): Promise<string[]> {
  const paid = deeds.payments.filter(({ transactions }) => transactions.length > 0).map(({ outTradeNo }) => outTradeNo);
  const { rows } = await sql<{ what: string; n: number }>`
    select 'payments closing' as what, count(*)::int as n from payments.intents where state = 'closing'
    union all select 'payments the provider has', count(*)::int from payments.intents
      where state <> 'captured' and out_trade_no = any(${paid})
        and not exists (select from payments.captures c where c.intent_id = intents.id)
    union all select 'refunds', count(*)::int from payments.refunds where state in ('requested', 'processing')
    union all select 'orders closing', count(*)::int from orders.orders where state = 'closing'
    union all select 'orders with an open case', count(*)::int from orders.orders where open_case_id is not null
    union all select 'unheard events', count(*)::int from platform.events e, platform.cursors c
      where not pg_visible_in_snapshot(e.xid, c.seen)
    union all select 'paid orders that do not know it', count(*)::int from payments.captures c
      join payments.intents i on i.id = c.intent_id and c.applied
      join orders.orders o on o.checkout_id = i.subject_id and o.state in ('unpaid', 'closing')`.execute(db);
  const pending = deeds.refunds.filter(({ state }) => state === "PROCESSING").length;
  return [...rows, { what: "refunds at the provider", n: pending }]
    .filter(({ n }) => n > 0)
    .map(({ what, n }) => `${n} ${what}`);
}

/** Lets everybody's clock run ahead, so that the next question to the provider is due now. */
async function leap({ db, programs }: StormGround): Promise<void> {
  await sql`insert into platform.settings (name, value, updated_at)
    values ('clock_ahead', jsonb_build_object('ms', ${LEAP_SECONDS * 1_000}::float8), now())
    on conflict (name) do update set value =
      jsonb_build_object('ms', (settings.value ->> 'ms')::float8 + ${LEAP_SECONDS * 1_000}::float8)`.execute(db);
  for (const name of ["web-a", "web-b", "worker"] as const) await programs[name].tell({ clock: true });
}

export async function readDeeds({ sandboxUrl }: Pick<StormGround, "sandboxUrl">): Promise<Deeds> {
  return (await (await fetch(`${sandboxUrl}/deeds`)).json()) as Deeds;
}

/** Waits until nothing is on its way any more. What never comes to rest is named. */
export async function comeToRest(ground: StormGround): Promise<{ deeds: Deeds; left: string[] }> {
  const until = performance.now() + PATIENCE_MS;
  for (let breathUntil = performance.now() + BREATH_MS; ; await wait(200)) {
    const deeds = await readDeeds(ground);
    const left = await underWay(ground.db, deeds);
    if (left.length === 0 || performance.now() > until) return { deeds: await readDeeds(ground), left };
    if (performance.now() > breathUntil) {
      await leap(ground);
      breathUntil = performance.now() + BREATH_MS;
    }
  }
}
