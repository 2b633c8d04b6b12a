import { account, bookPaid, clearingRefund, postTransfers, type Transfer } from "#modules/ledger";
import { before } from "#contract/states/machine";
import { intentMachine } from "#contract/states/payment";
import { clock } from "#platform/clock";
import { columns, type Db, statement, together, transact, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import { newId } from "#platform/ids";
import type { Outcome } from "#platform/refusal";
import { openCases } from "./cases.ts";
import { type Capture, type CaptureOutcome, decideCaptures, type Decided } from "./decide-captures.ts";
import { closedNews, type Intent, lockIntentsByNumber, orderIdsOf } from "./intents.ts";
import { newEvents } from "./inbox.ts";
import { insertRefunds } from "./refunds.ts";

export type Captured = { outcome: CaptureOutcome; intentId: bigint | null };
type Applied = { capture: Capture; intent: Intent };

const readRefs = statement<{ ref: string }>(
  "payments.read_refs",
  `select c.provider_ref as ref from unnest($1::text[], $2::text[]) k (provider, provider_ref)
   join payments.captures c using (provider, provider_ref)`,
);
const insertCaptures = statement(
  "payments.insert_captures",
  `insert into payments.captures (provider, provider_ref, intent_id, fen, applied, captured_at)
   select *, $6::timestamptz from unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::boolean[])`,
);
const markCaptured = statement(
  "payments.mark_captured",
  `update payments.intents i set state = 'captured', provider_ref = c.ref, captured_at = $3
   from unnest($1::bigint[], $2::text[]) c (id, ref) where i.id = c.id and i.state = any($4::text[])`,
);
const markQuarantined = statement<{ id: bigint }>(
  "payments.mark_quarantined",
  `update payments.intents set state = 'quarantined' where id = any($1::bigint[]) and state = any($2::text[])
   returning id`,
);
const insertPaidOrders = statement(
  "payments.insert_paid_orders",
  `insert into payments.paid_orders (order_id, intent_id, provider_ref)
   select * from unnest($1::bigint[], $2::bigint[], $3::text[]) p (o, i, r) order by o on conflict do nothing`,
);

/**
 * Records verified successes of the provider. Each counts once, however often, in whatever order and by however many
 * tellers it is reported; the first goes where the payment meant it, and no fen is lost of any other.
 */
export async function capturePayments(db: Db, captures: readonly Capture[]): Promise<Outcome<Captured>[]> {
  return transact(db, async (tx) => {
    const at = clock.now();
    const told = captures.flatMap((each) =>
      each.told ? [{ provider: each.provider, kind: "paid", ...each.told }] : [],
    );
    const [news, intents, known] = await together(
      newEvents(tx, told, at),
      lockIntentsByNumber(tx, columns(captures, "outTradeNo")[0]!),
      readRefs(tx, ...columns(captures, "provider", "providerRef")),
    );
    const heard = captures.filter((each) => !each.told || news.has(each.told.eventId));
    const refs = new Set(known.map(({ ref }) => ref));
    const decided = decideCaptures(heard, new Map(intents.map((intent) => [intent.outTradeNo, intent])), refs);
    await write(tx, decided, at);
    const byCapture = new Map(decided.map((each) => [each.capture, each]));
    return captures.map((capture) => {
      const each = byCapture.get(capture);
      return { ok: { outcome: each?.outcome ?? "known", intentId: each?.intent?.id ?? null } };
    });
  });
}

const withIntent = (decided: readonly Decided[], outcome: CaptureOutcome): Applied[] =>
  decided.flatMap(({ capture, intent, outcome: own }) => (intent && own === outcome ? [{ capture, intent }] : []));

async function write(tx: Tx, decided: readonly Decided[], at: Date): Promise<void> {
  const applied = withIntent(decided, "applied");
  const seconds = withIntent(decided, "second").map((each) => ({ ...each, refundId: newId() }));
  const mismatches = withIntent(decided, "mismatch");
  const strangers = decided.filter(({ outcome }) => outcome === "unknown_number");
  const rows = decided.flatMap(({ capture, intent, outcome }) =>
    intent && outcome !== "known" && capture.fen > 0n
      ? [{ ...capture, intentId: intent.id, applied: outcome === "applied" }]
      : [],
  );
  const astray = [
    ...seconds.map((each) => secondTransfer(each, at)),
    ...[...mismatches, ...strangers].flatMap(({ capture }) => suspenseTransfer(capture, at)),
  ];
  await together(
    insertCaptures(tx, ...columns(rows, "provider", "providerRef", "intentId", "fen", "applied"), at),
    apply(tx, applied, at),
    postTransfers(tx, astray),
  );
  await insertRefunds(
    tx,
    seconds.map(({ refundId, intent, capture }) => ({
      id: refundId,
      intentId: intent.id,
      orderId: null,
      caseId: null,
      fen: capture.fen,
      why: "second" as const,
      providerRef: capture.providerRef,
      at,
    })),
  );
  await quarantine(tx, mismatches);
  await openCases(
    tx,
    [...mismatches, ...strangers].map(({ capture }) => ({
      kind: intents(mismatches).has(capture) ? ("mismatch" as const) : ("unknown_number" as const),
      subject: `${capture.provider}:${capture.providerRef}`,
      fen: countsAsOurs(capture) ? capture.fen : 0n,
      note: `${capture.outTradeNo}: ${capture.fen} ${capture.currency}${capture.ours ? "" : ", another merchant or app"}`,
    })),
    at,
  );
}
const intents = (applied: readonly Applied[]): Set<Capture> => new Set(applied.map(({ capture }) => capture));

/** The money goes where the payment meant it: into escrow per order, or into the shop's deposit. */
async function apply(tx: Tx, applied: readonly Applied[], at: Date): Promise<void> {
  if (applied.length === 0) return;
  const orders = applied.flatMap(({ intent, capture: { provider, providerRef } }) =>
    intent.parts.flatMap(({ orderId, shopId, fen, lines = [] }) =>
      orderId === undefined ? [] : [{ orderId, shopId, fen, lines, at, provider, providerRef, intentId: intent.id }],
    ),
  );
  const ids = applied.map(({ intent }) => intent.id);
  const refs = applied.map(({ capture }) => capture.providerRef);
  const deposits = applied.flatMap(({ intent, capture }) => depositTransfers(intent, capture, at));
  await together(
    bookPaid(tx, orders),
    postTransfers(tx, deposits),
    insertPaidOrders(tx, ...columns(orders, "orderId", "intentId", "providerRef")),
    markCaptured(tx, ids, refs, at, before(intentMachine, "captured")),
    emit(
      tx,
      "payments.captured",
      applied.map(({ intent }) => newsOf(intent, at)),
    ),
  );
}

const newsOf = (intent: Intent, at: Date) => ({
  intentId: intent.id,
  purpose: intent.purpose,
  subjectId: intent.subjectId,
  fen: intent.fen,
  at: at.toISOString(),
  orderIds: orderIdsOf(intent),
});

const depositTransfers = (intent: Intent, { provider }: Capture, at: Date): Transfer[] =>
  intent.purpose !== "deposit"
    ? []
    : intent.parts.map(({ shopId, fen }, seq) => ({
        posting: `deposit:${intent.id}`,
        seq,
        from: account("buyers", provider),
        to: account("deposit", shopId),
        fen,
        kind: "deposit",
        ref: `shop:${shopId}`,
        actor: `provider:${provider}`,
        at,
      }));

const secondTransfer = ({ capture, refundId }: Applied & { refundId: bigint }, at: Date): Transfer => ({
  posting: `second:${capture.provider}:${capture.providerRef}`,
  from: account("buyers", capture.provider),
  to: clearingRefund,
  fen: capture.fen,
  kind: "second_payment",
  ref: `refund:${refundId}`,
  actor: `provider:${capture.provider}`,
  at,
});

/** Money that names another merchant, or another currency, never came to us. */
const countsAsOurs = ({ ours, currency, fen }: Capture): boolean => ours && currency === "CNY" && fen > 0n;

function suspenseTransfer(capture: Capture, at: Date): Transfer[] {
  if (!countsAsOurs(capture)) return [];
  const { provider, providerRef, fen } = capture;
  return [
    {
      posting: `suspense:${provider}:${providerRef}`,
      from: account("buyers", provider),
      to: account("suspense", provider),
      fen,
      kind: "suspense",
      ref: `payment:${providerRef}`,
      actor: `provider:${provider}`,
      at,
    },
  ];
}

async function quarantine(tx: Tx, mismatches: readonly Applied[]): Promise<void> {
  if (mismatches.length === 0) return;
  const ids = mismatches.map(({ intent }) => intent.id);
  const marked = new Set((await markQuarantined(tx, ids, before(intentMachine, "quarantined"))).map(({ id }) => id));
  const inQuarantine = mismatches.map(({ intent }) => intent).filter(({ id }) => marked.delete(id));
  await emit(
    tx,
    "payments.quarantined",
    inQuarantine.map((intent) => ({ intentId: intent.id, ...closedNews(intent) })),
  );
  // Somebody waits for the end of a closing one, and this is it: it will never be fulfilled.
  await emit(tx, "payments.closed", inQuarantine.filter(({ state }) => state === "closing").map(closedNews));
}
