import { sql } from "kysely";
import { account, balances, clearingRefund } from "#modules/ledger";
import { brokenIn, verify } from "#platform/verify";
import type { Line } from "./model.ts";
import { type Books, sumOf } from "./provider/books.ts";
import type { Story } from "./story.ts";

export type Look = { wrongs: string[]; digest: string };

type OrderRow = { id: bigint; checkoutId: bigint; state: string; payableFen: bigint; refundedFen: bigint };
const LIVING = ["unpaid", "closing", "to_ship", "partly_shipped"];

const readOrders = async ({ db }: Story): Promise<OrderRow[]> =>
  db
    .selectFrom("orders.orders")
    .select(["id", "checkoutId", "state", "payableFen", "refundedFen"])
    .orderBy("id")
    .execute();

/** What the rows say now, in a few words: two runs of a seed must agree in this as well. */
async function digest({ db }: Story): Promise<string> {
  const { rows } = await sql<{ line: string }>`
    select state || ' ' || count(*) || ' ' || sum(payable_fen) as line from orders.orders group by state
    union all select 'transfers ' || count(*) || ' ' || coalesce(sum(fen), 0) from ledger.transfers
    union all select 'refunds ' || state || ' ' || count(*) from payments.refunds group by state
    union all select 'stock ' || sum(on_hand) || ' ' || sum(reserved) from inventory.positions order by 1`.execute(db);
  return rows.map(({ line }) => line).join("; ");
}

/** Each hour: every invariant, and the rows beside the small model. */
export async function lookAround(story: Story, url: string): Promise<Look> {
  const broken = brokenIn(await verify(url));
  const wrongs = story.model.wrongs;
  await compareOrders(story);
  await compareStock(story);
  await compareGrants(story);
  await compareDeals(story);
  return {
    wrongs: [...broken, ...wrongs, ...story.provider.books.wrongs, ...story.houses.errors],
    digest: await digest(story),
  };
}

/** Each checkout that was acknowledged is there once, with its lines and its price. */
async function compareOrders({ db, model }: Story): Promise<void> {
  const rows = await db.selectFrom("orders.orders").select(["id", "checkoutId", "payableFen"]).execute();
  const lines = await db.selectFrom("orders.lines").select(["orderId", "skuId", "quantity"]).execute();
  const linesOf = Map.groupBy(lines, ({ orderId }) => orderId);
  const byCheckout = Map.groupBy(rows, ({ checkoutId }) => checkoutId);
  for (const { name, checkoutId, orderIds, payableFen, lines: wanted } of model.checkouts.values()) {
    const own = byCheckout.get(checkoutId) ?? [];
    model.mustBe(own.length === orderIds.length, `${name} has ${own.length} orders, ${orderIds.length} were told`);
    model.mustBe(sumOf(own.map((row) => row.payableFen)) === payableFen, `${name} costs something else in the rows`);
    const kept = own.flatMap(({ id }) => linesOf.get(id) ?? []);
    model.mustBe(wordsOf(kept) === wordsOf(wanted), `${name} has other lines: ${wordsOf(kept)} for ${wordsOf(wanted)}`);
  }
}
const wordsOf = (lines: readonly Line[]): string =>
  lines
    .map(({ skuId, quantity }) => `${skuId}×${quantity}`)
    .sort()
    .join(" ");

async function compareStock({ db, model }: Story): Promise<void> {
  const { rows } = await sql<{ skuId: bigint; onHand: number; reserved: number; wanted: number }>`
    select p.sku_id as "skuId", sum(p.on_hand)::int as "onHand", sum(p.reserved)::int as reserved,
      coalesce((select sum(l.quantity - l.shipped) from orders.lines l join orders.orders o on o.id = l.order_id
        where l.sku_id = p.sku_id and o.state = any(${LIVING}::text[])), 0)::int
      + coalesce((select sum(r.quantity) from inventory.waits w join inventory.reservations r on r.order_id = w.id
        where w.sku_id = p.sku_id and w.state = 'offered'), 0)::int as wanted
    from inventory.positions p group by p.sku_id`.execute(db.withoutPlugins());
  for (const { skuId, onHand, reserved, wanted } of rows) model.stockIs(skuId, onHand, reserved, wanted);
}

async function compareDeals({ db, model }: Story): Promise<void> {
  const { rows } = await sql<{ dealId: bigint; pieces: number; most: number }>`
    select deal_id as "dealId", sum(own)::int as pieces, max(own)::int as most
    from (select l.deal_id, l.buyer_id, sum(l.quantity) as own from orders.lines l
      join orders.orders o on o.id = l.order_id and o.state not in ('unpaid_closed', 'all_refunded', 'oversold')
      where l.deal_id is not null group by 1, 2) standing group by 1`.execute(db.withoutPlugins());
  for (const { dealId, pieces, most } of rows) model.dealIs(dealId, pieces, most);
}

async function compareGrants({ db, model, furniture }: Story): Promise<void> {
  const rows = await db.selectFrom("promotions.grants").select("couponId").execute();
  const granted = Map.groupBy(rows, ({ couponId }) => couponId);
  for (const { couponId } of furniture.coupons) model.grantsAre(couponId, granted.get(couponId)?.length ?? 0);
}

/** Two days after the last fault: nothing is under way, and every fen is where the provider's books say it is. */
export async function lookAtTheEnd(story: Story): Promise<string[]> {
  const { model } = story;
  const already = model.wrongs.length;
  await compareMoney(story);
  await nothingIsStuck(story);
  return model.wrongs.slice(already);
}

type Row = { id: bigint; outTradeNo: string; state: string; subjectId: bigint };

async function compareMoney(story: Story): Promise<void> {
  const { db, model, provider } = story;
  const intents: Row[] = await db
    .selectFrom("payments.intents")
    .select(["id", "outTradeNo", "state", "subjectId"])
    .execute();
  const orders = Map.groupBy(await readOrders(story), ({ checkoutId }) => checkoutId);
  const cases = await db.selectFrom("payments.cases").select(["kind", "subject", "fen", "closedAt"]).execute();
  const openCases = new Set(cases.filter(({ closedAt }) => closedAt === null).map(({ subject }) => subject));
  const refunds = await db.selectFrom("payments.refunds").select(["id", "intentId", "fen", "state"]).execute();
  const waiting = Map.groupBy(
    refunds.filter(({ id, state }) => state !== "succeeded" && openCases.has(`refund:${id}`)),
    ({ intentId }) => intentId,
  );
  for (const intent of intents) {
    const name = model.checkouts.get(intent.subjectId)?.name ?? "a checkout nobody was told of";
    const own = orders.get(intent.subjectId) ?? [];
    const truth = truthOf(provider.books, intent.outTradeNo);
    const inCase = truth.taken.filter(({ transactionId }) => openCases.has(`sandbox:${transactionId}`));
    const kept = sumOf(own.filter(isPaid).map(({ payableFen, refundedFen }) => payableFen - refundedFen));
    const waits = sumOf((waiting.get(intent.id) ?? []).map(({ fen }) => fen)) + sumOf(inCase.map(({ fen }) => fen));
    const has = sumOf(truth.taken.map(({ fen }) => fen)) - truth.refunded;
    model.mustBe(
      has === kept + waits,
      `${name} (${intent.state}): the provider has ${has}, orders keep ${kept}, ${waits} wait for a person`,
    );
  }
  await compareAccounts(story);
}
const isPaid = ({ state }: OrderRow): boolean => ["to_ship", "partly_shipped", "to_receive", "done"].includes(state);

const truthOf = (books: Books, outTradeNo: string) => ({
  taken: books.payments.get(outTradeNo)?.taken ?? [],
  refunded: sumOf(
    [...books.refunds.values()]
      .filter((each) => each.outTradeNo === outTradeNo && succeeded(each))
      .map(({ fen }) => fen),
  ),
});
const succeeded = ({ isOver, fate }: { isOver: boolean; fate: string }): boolean => isOver && fate === "succeeds";

/** All of the ledger that the provider knows of, to the fen. */
async function compareAccounts({ db, model, provider: { books } }: Story): Promise<void> {
  const keys = [account("buyers", "sandbox"), clearingRefund];
  const found = await balances(db, keys);
  const known = [...books.payments.values()].flatMap(({ taken }) => taken).map(({ fen }) => fen);
  const { rows } = await sql<{ strange: bigint; stuck: bigint; released: bigint }>`select
    coalesce((select sum(fen) from payments.cases where kind = 'unknown_number'), 0)::bigint as strange,
    coalesce((select sum(fen) from payments.refunds where state <> 'succeeded'), 0)::bigint as stuck,
    coalesce((select sum(released_fen) from ledger.order_books where not releasing), 0)::bigint as released`.execute(
    db,
  );
  const { strange, stuck, released } = rows[0]!;
  const back = sumOf([...books.refunds.values()].filter(succeeded).map(({ fen }) => fen));
  const lies = sumOf(known) + strange - back;
  model.mustBe(
    -found.get(keys[0]!)! === lies,
    `the ledger says buyers gave ${-found.get(keys[0]!)!}, the provider ${lies}`,
  );
  model.mustBe(
    found.get(clearingRefund) === stuck,
    `clearing holds ${found.get(clearingRefund)}, refunds with a case ${stuck}`,
  );
  const divided = sumOf(
    [...books.splits.values()].flatMap(({ receivers }) =>
      receivers.filter(({ result }) => result === "succeeded").map(({ fen }) => fen),
    ),
  );
  const { rows: parts } = await sql<{ fen: bigint }>`select coalesce(sum((r ->> 'fen')::bigint), 0)::bigint as fen
    from payments.splits s cross join jsonb_array_elements(s.receivers) r
    where s.state not in ('succeeded', 'failed') and r ->> 'result' = 'succeeded'`.execute(db);
  model.mustBe(
    divided === released + parts[0]!.fen,
    `the provider divided ${divided}, the ledger released ${released} and waits for the rest of ${parts[0]!.fen}`,
  );
}

const STUCK = {
  "an order": sql<{ what: string }>`select state as what from orders.orders where state in ('unpaid', 'closing')`,
  "a payment": sql<{
    what: string;
  }>`select state as what from payments.intents where state in ('created', 'submitted', 'closing')`,
  "a refund": sql<{ what: string }>`select state as what from payments.refunds r where state <> 'succeeded'
    and not exists (select from payments.cases c where c.subject = 'refund:' || r.id and c.closed_at is null)`,
  "a split": sql<{
    what: string;
  }>`select state as what from payments.splits s where state in ('requested', 'processing')
    and not exists (select from payments.cases c where c.subject = 'split:' || s.id and c.closed_at is null)`,
  "a hold": sql<{ what: string }>`select state as what from inventory.reservations where state = 'held'`,
  "a deal": sql<{ what: string }>`select state as what from promotions.deals where state in ('scheduled', 'running')`,
  "a slice": sql<{ what: string }>`select p.on_hand || ' pieces' as what from inventory.positions p
    join inventory.slices s using (place_id) where s.closed_at is null or p.on_hand > p.reserved`,
  "an offer": sql<{ what: string }>`select state as what from inventory.waits where state = 'offered'`,
  "a coupon": sql<{ what: string }>`select state as what from promotions.grants where state = 'locked'`,
  "a case": sql<{ what: string }>`select state as what from aftersales.cases where state = 'PLATFORM_REFUNDING'
    and not exists (select from payments.refunds r join payments.cases c on c.subject = 'refund:' || r.id
      where r.case_id = aftersales.cases.id and c.closed_at is null)`,
};

async function nothingIsStuck({ db, model }: Story): Promise<void> {
  for (const [noun, query] of Object.entries(STUCK))
    for (const { what } of (await query.execute(db)).rows) model.mustBe(false, `${noun} is stuck: ${what}`);
}
