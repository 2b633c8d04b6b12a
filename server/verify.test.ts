import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { beginRelease, endRelease, postTransfers } from "#modules/ledger";
import { clock } from "#platform/clock";
import { type Db, transact } from "#platform/db";
import { unwrap } from "#platform/refusal";
import { brokenIn, verify } from "#platform/verify";
import { capturePayments } from "#modules/payments";
import { forSale, openSale, type Sale, withForgetfulLine } from "../tests/fixtures/payments.ts";
import { testHouse } from "../tests/house.ts";

const { house, url } = await testHouse();
const { db } = house;
const provider = withForgetfulLine(house);

/** Writes past every guard of the database, as a bug or a hand at the console would. */
const plant = (text: string): Promise<void> =>
  db.connection().execute(async (one: Db) => {
    await sql`set session_replication_role = replica`.execute(one);
    await sql.raw(text).execute(one);
    await sql`set session_replication_role = origin`.execute(one);
  });

async function paid(fen: bigint): Promise<Sale> {
  const sale = await forSale(house, fen, 7n);
  await openSale(house, sale);
  const { transactionId: providerRef, currency } = provider.pay(sale.outTradeNo, fen)!;
  const body = JSON.stringify({ transactionId: providerRef });
  const told = { eventId: `event-${sale.orderId}`, body };
  const capture = { provider: "sandbox", outTradeNo: sale.outTradeNo, providerRef, fen, currency, ours: true, told };
  for (const outcome of await capturePayments(db, [capture])) unwrap(outcome);
  return sale;
}

const at = clock.now();
const [held, released] = [await paid(1_000n), await paid(2_000n)];
const wrong = { outTradeNo: held.outTradeNo, providerRef: "wrong", fen: 3n, currency: "CNY", ours: true };
await capturePayments(db, [{ provider: "sandbox", ...wrong }]);
await transact(db, async (tx) => {
  const about = { ref: "shop:7", actor: "test", at, kind: "deposit" };
  await postTransfers(tx, [{ posting: "deposit", from: "buyers:sandbox", to: "deposit:7", fen: 500n, ...about }]);
  const shares = [
    { lineId: released.lineId, payee: "platform", bp: 200, fen: 40n, reason: "platform_fee" },
    { lineId: released.lineId, payee: "shop:7", bp: 9_800, fen: 1_960n, reason: "shop_rest" },
  ];
  const until = new Date(at.getTime() + 86_400_000);
  await beginRelease(tx, { orderId: released.orderId, shares, reserveBp: 0, until, at });
  await endRelease(tx, { orderId: released.orderId, outcome: "posted", at });
});
await plant(`
  insert into shops.shops (id, owner_id, name, kind, state, created_at) values (7, 1, '店', 'individual', 'open', now());
  insert into settlement.bills (order_id, shop_id, tier, days, reserve_bp, fee_bp, state, created_at)
    values (${held.orderId}, 7, 'b', 7, 500, 200, 'waiting', now());
  insert into orders.checkouts (id, buyer_id, request_id, fingerprint, payable_fen, created_at)
    values (1, 1, 'r', '\\x00', 100, now());
  insert into orders.orders (id, checkout_id, buyer_id, shop_id, state, goods_fen, payable_fen, receiver_sealed,
      region_names, scene, channel, promise_hours, confirm_days, pay_by, placed_at)
    values (1, 1, 1, 7, 'unpaid', 100, 100, '', '{}', 'other', 'public', 48, 7, now(), now());
  insert into platform.events (topic, payload, happened_at) values ('test.later', '{}', now() + interval '1 hour');
  insert into identity.people (id, nickname, created_at) values (1, '小满', now());
  insert into platform.audit_rows (id, actor_id, action, subject, scope, reason, detail, happened_at)
    values (1, 1, 'shops.approved', 'shop:7', 'platform', '', '{}', now());
  insert into catalog.skus (id, product_id, shop_id, options, price_fen, market_price_fen) values (1, 1, 7, '[]', 100, 100);
  insert into inventory.places (id, shop_id, kind, name) values (1, 7, 'warehouse', '仓'), (2, 7, 'slice', '秒杀专享');
  insert into inventory.positions (sku_id, place_id, shop_id, on_hand, reserved, is_slice)
    values (1, 1, 7, 5, 0, false), (1, 2, 7, 3, 3, true);
  insert into inventory.movements (id, request_id, sku_id, place_id, kind, quantity, ref, actor, happened_at)
    values (1, 'r', 1, 1, 'receive', 8, 'x', 'x', now()), (2, 'out', 1, 1, 'move', -3, 'x', 'x', now()),
      (3, 'in', 1, 2, 'move', 3, 'x', 'x', now());
  insert into inventory.slices (place_id, shop_id, sku_id, home_id, owner_kind, owner_id, pieces, opened_at)
    values (2, 7, 1, 1, 'flash', 2, 3, now());
  insert into promotions.deals (id, shop_id, product_id, sku_id, price_fen, list_fen, pieces, per_buyer, verified_only,
      takes_coupons, admission, is_hidden, state, starts_at, ends_at, created_by, created_at)
    values (2, 7, 1, 1, 90, 100, 3, 1, false, false, 'open', false, 'running', now(), now() + interval '1 day', 1, now());
  insert into orders.lines (id, order_id, buyer_id, product_id, product_version, sku_id, quantity, unit_fen, paid_fen,
      snapshot, trail, deal_id)
    values (1, 1, 1, 1, 1, 1, 1, 100, 100, '{}', '{}', 2);
  insert into inventory.waits (id, sku_id, slice_id, person_id, quantity, state, offered_until, asked_at)
    values (5, 1, 2, 2, 2, 'offered', now(), now()), (6, 1, 2, 3, 1, 'waiting', null, now());
  insert into inventory.reservations (order_id, line_id, sku_id, place_id, quantity, state)
    values (1, 1, 1, 2, 1, 'held'), (5, 5, 1, 2, 2, 'held');
  insert into platform.idempotency (space, key, fingerprint, status, body, created_at)
    values ('person:1', 'key', '\\x00', 200, '{}', now());
  insert into promotions.coupons (id, shop_id, name_zh, name_en, kind, off_fen, from_fen, total, state, starts_at, ends_at,
      created_at) values (1, 7, '券', 'c', 'amount_off', 1, 5, 9, 'valid', now(), now() + interval '1 day', now());
  insert into platform.cursors (consumer, seen) values ('test', '1:1:');
  alter table ledger.transfers drop constraint transfers_fen_check;
  alter table ledger.accounts drop constraint accounts_check1;
  alter table ledger.balances drop constraint balances_check;
  alter table payments.inbox drop constraint inbox_pkey;
  alter table platform.idempotency drop constraint idempotency_pkey;`);

const [deposit, later] = ["account = 'deposit:7'", "now() + interval '1 day'"];
const columns = "id, posting, from_account, to_account, fen, kind, state, ref, actor, happened_at";

/** For each number: what breaks it and nothing else, and how that is undone. */
const plants: Record<string, [harm: string, mend: string]> = {
  I1: [
    `insert into ledger.transfers (${columns}) values ('x', 'x', 'fee:platform', 'buyers:sandbox', 0, 'x', 'posted', 'x', 'x', now())`,
    `delete from ledger.transfers where id = 'x'`,
  ],
  I2: [
    `update ledger.accounts set has_floor = false where key = 'deposit:7'`,
    `update ledger.accounts set has_floor = true where key = 'deposit:7'`,
  ],
  I3: [
    `insert into ledger.transfers (${columns}) values ('x', 'x', 'deposit:7', 'fee:platform', 501, 'x', 'pending', 'x', 'x', now());
     insert into ledger.pendings values ('x', ${later}); update ledger.balances set reserved_fen = 501 where ${deposit}`,
    `delete from ledger.pendings where transfer_id = 'x'; delete from ledger.transfers where id = 'x';
     update ledger.balances set reserved_fen = 0 where ${deposit}`,
  ],
  I4: [
    `update ledger.balances set reserved_fen = 1 where ${deposit}`,
    `update ledger.balances set reserved_fen = 0 where ${deposit}`,
  ],
  I5: [
    `update ledger.order_books set released_fen = 1 where order_id = ${held.orderId}`,
    `update ledger.order_books set released_fen = 0 where order_id = ${held.orderId}`,
  ],
  I6: [
    `update ledger.order_lines set refunded_fen = 1 where order_id = ${held.orderId}`,
    `update ledger.order_lines set refunded_fen = 0 where order_id = ${held.orderId}`,
  ],
  I7: [
    `update ledger.shares set fen = fen + 1 where payee = 'platform'`,
    `update ledger.shares set fen = fen - 1 where payee = 'platform'`,
  ],
  I8: [`update ledger.pendings set resolved = false`, `update ledger.pendings set resolved = true`],
  I9: [
    `update payments.captures set applied = false where intent_id = (select intent_id from payments.paid_orders
       where order_id = ${released.orderId})`,
    `update payments.captures set applied = true where provider_ref <> 'wrong'`,
  ],
  I10: [
    `insert into payments.inbox select * from payments.inbox limit 1`,
    `delete from payments.inbox a using payments.inbox b where a.event_id = b.event_id and a.ctid > b.ctid`,
  ],
  I11: [`update orders.orders set state = 'to_ship'`, `update orders.orders set state = 'unpaid'`],
  I12: [`update settlement.bills set state = 'released'`, `update settlement.bills set state = 'waiting'`],
  I13: [
    `update inventory.positions set on_hand = 6 where place_id = 1`,
    `update inventory.positions set on_hand = 5 where place_id = 1`,
  ],
  I14: [`update inventory.slices set pieces = 4`, `update inventory.slices set pieces = 3`],
  I15: [`update orders.lines set quantity = 2, paid_fen = 200`, `update orders.lines set quantity = 1, paid_fen = 100`],
  I16: [`update promotions.coupons set claimed = 1`, `update promotions.coupons set claimed = 0`],
  I17: [`update platform.cursors set last_id = 1000000`, `update platform.cursors set last_id = 0`],
  I18: [
    `insert into payments.inbox values ('sandbox', 'lost', 'paid', 'recorded', '{"transactionId":"lost"}', now())`,
    `delete from payments.inbox where event_id = 'lost'`,
  ],
  I19: [`update payments.cases set fen = fen + 1`, `update payments.cases set fen = fen - 1`],
  I21: [`update platform.audit_rows set actor_id = 9`, `update platform.audit_rows set actor_id = 1`],
  I23: [
    `insert into platform.idempotency select space, key, '\\x01', status, body, created_at from platform.idempotency`,
    `delete from platform.idempotency where fingerprint = '\\x01'`,
  ],
  I24: [`update catalog.skus set shop_id = 8`, `update catalog.skus set shop_id = 7`],
  I25: [
    `update inventory.waits set state = 'left' where id = 5`,
    `update inventory.waits set state = 'offered' where id = 5`,
  ],
};

const gone = (table: string): string => `delete from ${table} where shop_id = 8`;

/** What I24 and I25 call whom they find: for each of their parts what it alone sees, and how that is undone. */
const strangers: Record<string, [harm: string, mend: string]> = {
  "I24 line 1 of order 1": [`update orders.lines set product_id = 2`, `update orders.lines set product_id = 1`],
  "I24 line 9 of order 9": [
    `insert into orders.lines (id, order_id, buyer_id, product_id, product_version, sku_id, quantity, unit_fen, paid_fen,
       snapshot, trail) values (9, 9, 1, 1, 1, 1, 1, 100, 100, '{}', '{}')`,
    `delete from orders.lines where id = 9`,
  ],
  "I24 history 1 of order 9": [
    `insert into orders.history (order_id, id, state, by_whom, happened_at) values (9, 1, 'unpaid', 'buyer', now())`,
    `delete from orders.history where order_id = 9`,
  ],
  "I24 book 1 of order 1": [
    `insert into ledger.order_books (order_id, shop_id, paid_fen, booked_at) values (1, 8, 0, now())`,
    gone("ledger.order_books"),
  ],
  "I24 bill 1 of order 1": [
    `insert into settlement.bills (order_id, shop_id, tier, days, reserve_bp, fee_bp, state, created_at)
       values (1, 8, 'b', 7, 500, 200, 'waiting', now())`,
    gone("settlement.bills"),
  ],
  "I24 parcel 3 of order 1": [
    `insert into fulfilment.parcels (id, order_id, shop_id, carrier, waybill_no, state, lines, shipped_at, created_by)
       values (3, 1, 8, 'x', 'x', 'planned', '[]', now(), 1)`,
    gone("fulfilment.parcels"),
  ],
  "I24 case 3 of order 1": [
    `insert into aftersales.cases (id, order_id, shop_id, buyer_id, kind, state, reason, fen, opened_at)
       values (3, 1, 7, 2, 'refund', 'x', 'x', 1, now())`,
    `delete from aftersales.cases`,
  ],
  "I24 grant 3 of order 1": [
    `insert into promotions.grants (id, coupon_id, person_id, ordinal, state, order_id, claimed_at)
       values (3, 1, 2, 1, 'used', 1, now()); update promotions.coupons set claimed = 1`,
    `delete from promotions.grants; update promotions.coupons set claimed = 0`,
  ],
  "I24 order 1": [`update orders.checkouts set buyer_id = 2`, `update orders.checkouts set buyer_id = 1`],
  "I24 position of sku 1 at 3": [
    `insert into inventory.places (id, shop_id, kind, name) values (3, 8, 'warehouse', '仓');
     insert into inventory.positions (sku_id, place_id, shop_id) values (1, 3, 7)`,
    `delete from inventory.positions where place_id = 3; ${gone("inventory.places")}`,
  ],
  "I24 hold of line 1": [
    `insert into inventory.reservations (order_id, line_id, sku_id, place_id, quantity, state) values (9, 1, 1, 1, 1, 'released')`,
    `delete from inventory.reservations where order_id = 9`,
  ],
  "I24 hold of line 9": [
    `insert into inventory.reservations (order_id, line_id, sku_id, place_id, quantity, state) values (9, 9, 1, 4, 1, 'released')`,
    `delete from inventory.reservations where order_id = 9`,
  ],
  "I24 product 3": [
    `insert into catalog.freight_templates (id, shop_id, name, kind, rules, created_at) values (3, 8, 'x', 'free', '{}', now());
     insert into catalog.products (id, shop_id, status, edit_status, template_id, created_at)
       values (3, 7, 'init', 'editing', 3, now())`,
    `delete from catalog.products; ${gone("catalog.freight_templates")}`,
  ],
  "I24 deal 2": [`update promotions.deals set shop_id = 8`, `update promotions.deals set shop_id = 7`],
  "I24 slice 2": [
    `insert into inventory.places (id, shop_id, kind, name) values (3, 8, 'warehouse', '仓');
     update inventory.slices set home_id = 3`,
    `update inventory.slices set home_id = 1; ${gone("inventory.places")}`,
  ],
  "I24 book line 9": [
    `insert into ledger.order_lines (order_id, line_id, paid_fen, goods_fen) values (9, 9, 0, 0)`,
    `delete from ledger.order_lines where order_id = 9`,
  ],
  "I24 balance held:9": [
    `insert into ledger.balances (account) values ('held:9')`,
    `delete from ledger.balances where account = 'held:9'`,
  ],
  "I24 capture x": [
    `insert into payments.captures (provider, provider_ref, intent_id, fen, applied, captured_at)
       values ('sandbox', 'x', 9, 1, true, now())`,
    `delete from payments.captures where provider_ref = 'x'`,
  ],
  "I24 payment of order 1": [
    `insert into payments.paid_orders (order_id, intent_id, provider_ref) values (1, 9, 'x')`,
    `delete from payments.paid_orders where order_id = 1`,
  ],
  "I25 wait 5": [
    `update inventory.waits set quantity = 1 where id = 5`,
    `update inventory.waits set quantity = 2 where id = 5`,
  ],
  "I25 wait 6": [
    `update inventory.waits set slice_id = null where id = 6`,
    `update inventory.waits set slice_id = 2 where id = 6`,
  ],
};

test("the story that the plants grow on breaks nothing, and every block sees somebody", async () => {
  const findings = await verify(url);
  assert.deepEqual(brokenIn(findings), []);
  for (const { name, seen } of findings) assert.ok(seen > 0n, `${name} saw nobody`);
});

for (const [name, [harm, mend]] of Object.entries(plants))
  test(`${name} is found when it is broken, and no other number`, async () => {
    await plant(harm);
    const findings = await verify(url);
    const found = findings.filter(({ offenders }) => offenders.length > 0).map((finding) => finding.name);
    await plant(mend);
    assert.deepEqual(found, [name]);
    assert.deepEqual(brokenIn(await verify(url, name)), []);
  });

for (const [name, [harm, mend]] of Object.entries(strangers))
  test(`${name} is found when it is wrong, and nobody else`, async () => {
    await plant(harm);
    const findings = await verify(url);
    const found = findings.flatMap((finding) => finding.offenders.map(({ subject }) => `${finding.name} ${subject}`));
    await plant(mend);
    assert.deepEqual(found, [name]);
    assert.deepEqual(brokenIn(await verify(url)), []);
  });

test("every number of the file has its plant here, or beside the checker", async () => {
  const names = (await verify(url)).map(({ name }) => name).filter((name) => name !== "I20");
  assert.deepEqual(names, Object.keys(plants));
});
