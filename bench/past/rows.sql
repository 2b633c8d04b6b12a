-- Each block fills one table from the plan in sales.sql, as the use-cases would have written it. Blocks may run side by
-- side: nothing checks one against another here, `npm run verify` does so afterwards.

-- fill ledger.transfers
insert into ledger.transfers (id, posting, from_account, to_account, fen, kind, state, ref, actor, happened_at)
select bench.transfer_id(t.posting || '|' || t.seq), t.posting, t.from_account, t.to_account, t.fen, t.kind, t.state,
  'order:' || s.order_id, t.actor, s.placed_at + t.after
from bench.sales s
left join lateral (select sum((l.fen * l.quantity + 25) / 50) as fee_fen
  from (values (s.fen, s.quantity), (s.second_fen, 1)) l (fen, quantity)) f on s.released
cross join lateral (values
  ('paid:' || s.order_id, 0, 'buyers:sandbox', 'held:' || s.order_id, s.goods_fen, 'paid', 'posted', 'provider:sandbox',
    interval '1 minute', true),
  ('refund:' || (s.id + 5), 0, 'held:' || s.order_id, 'clearing_refund:buyers', s.goods_fen, 'refund', 'posted', 'payments',
    interval '1 hour', s.state = 'all_refunded'),
  ('refund-done:' || (s.id + 5), 0, 'clearing_refund:buyers', 'buyers:sandbox', s.goods_fen, 'refund_done', 'posted',
    'provider:sandbox', interval '1 hour', s.state = 'all_refunded'),
  ('release:' || s.order_id || ':1', 0, 'held:' || s.order_id, 'fee:platform', f.fee_fen, 'release', 'pending',
    'settlement', interval '12 days', s.released),
  ('release:' || s.order_id || ':1', 1, 'held:' || s.order_id, 'due:shop:' || s.shop_id, s.goods_fen - f.fee_fen, 'release',
    'pending', 'settlement', interval '12 days', s.released))
  t (posting, seq, from_account, to_account, fen, kind, state, actor, after, happened)
where s.paid and t.happened;

-- fill orders.orders
insert into orders.orders (id, checkout_id, buyer_id, shop_id, state, goods_fen, payable_fen, refunded_fen, receiver_sealed,
  region_names, scene, channel, promise_hours, confirm_days, pay_by, placed_at, paid_at, shipped_at, signed_at,
  confirm_by, ended_at, version)
select order_id, id, buyer_id, shop_id, state, goods_fen, goods_fen,
  case state when 'all_refunded' then goods_fen else 0 end,
  sha256(int8send(id)) || sha256(int8send(id + 1)) || sha256(int8send(id + 2)) || sha256(int8send(id + 3)),
  '{浙江省,杭州市,西湖区}', 'other', 'public', 48, 7, placed_at + interval '15 minutes', placed_at,
  case when paid then placed_at + interval '1 minute' end,
  case when state in ('to_receive', 'done') then placed_at + interval '36 hours' end,
  case when state = 'done' then placed_at + interval '3 days' end,
  case when state in ('to_receive', 'done') then placed_at + interval '10 days' end,
  case state when 'done' then placed_at + interval '9 days' when 'all_refunded' then placed_at + interval '1 hour'
    when 'unpaid_closed' then placed_at + interval '15 minutes' end,
  case state when 'unpaid_closed' then 3 when 'to_ship' then 2 when 'done' then 4 else 3 end
from bench.sales;

-- fill orders.lines
insert into orders.lines (id, order_id, buyer_id, product_id, product_version, sku_id, quantity, unit_fen, paid_fen,
  shipped, refunded_fen, snapshot, trail)
select line_id, order_id, buyer_id, product_id, 1, sku_id, quantity, fen, paid_fen,
  case when shipped then quantity else 0 end, case state when 'all_refunded' then paid_fen else 0 end,
  jsonb_build_object('titleZh', '明前龙井 ' || product_id, 'titleEn', 'Green tea ' || product_id, 'pictureKey',
    'images/a.webp', 'options', '[{"name":{"zh":"规格","en":"Size"},"value":{"zh":"1号","en":"No. 1"}}]'::jsonb),
  jsonb_build_object('scene', 'other', 'channel', 'public', 'productId', product_id::text, 'roomId', null, 'pinId', null,
    'creatorId', null, 'planId', null, 'clickedAt', '2026-01-01T00:00:00.000Z')
from bench.lines;

-- fill payments.intents
insert into payments.intents (id, purpose, subject_id, payer_id, provider, out_trade_no, fen, parts, state, pay_url,
  provider_ref, expires_at, look_at, looks, created_at, captured_at)
select s.id + 4, 'checkout', s.id, s.buyer_id, 'sandbox', 'P' || (s.id + 4), s.goods_fen,
  jsonb_build_array(jsonb_build_object('orderId', s.order_id::text, 'shopId', s.shop_id::text, 'fen', s.goods_fen::text,
    'lines', jsonb_build_array(jsonb_build_object('lineId', (s.id + 2)::text, 'paidFen', (s.fen * s.quantity)::text,
      'goodsFen', (s.fen * s.quantity)::text)) || case when s.second_fen is null then '[]'::jsonb else jsonb_build_array(
      jsonb_build_object('lineId', (s.id + 3)::text, 'paidFen', s.second_fen::text, 'goodsFen', s.second_fen::text)) end)),
  case when s.paid then 'captured' else 'closed' end, 'http://127.0.0.1:4100/pay/P' || (s.id + 4),
  case when s.paid then bench.payment_no(s.id) end, s.placed_at + interval '15 minutes', s.placed_at + interval '1 day', 3,
  s.placed_at, case when s.paid then s.placed_at + interval '1 minute' end
from bench.sales s;

-- fill orders.history
insert into orders.history (order_id, id, state, by_whom, why, happened_at)
select s.order_id, s.id + 6 + h.step, h.state, h.by_whom, h.why, s.placed_at + h.after
from bench.sales s cross join lateral (values
  (0, 'unpaid', 'buyer', '', interval '0', true),
  (1, 'closing', 'clock', '', interval '15 minutes', not s.paid),
  (2, 'unpaid_closed', 'provider', '', interval '15 minutes', not s.paid),
  (1, 'to_ship', 'provider', '', interval '1 minute', s.paid),
  (2, 'all_refunded', 'platform', 'refunded', interval '1 hour', s.state = 'all_refunded'),
  (2, 'to_receive', 'shop', '', interval '36 hours', s.state in ('to_receive', 'done')),
  (3, 'done', 'buyer', '', interval '9 days', s.state = 'done')) h (step, state, by_whom, why, after, happened)
where h.happened;

-- fill orders.checkouts
insert into orders.checkouts (id, buyer_id, request_id, fingerprint, payable_fen, created_at)
select id, buyer_id, md5(id::text)::uuid::text, sha256(int8send(id)), goods_fen, placed_at from bench.sales;

-- fill payments.inbox
insert into payments.inbox (provider, event_id, kind, outcome, body, received_at)
select 'sandbox', 'E' || md5(id::text), 'paid', 'recorded', '{"merchantId":"M1","appId":"A1","outTradeNo":"P' || (id + 4)
  || '","transactionId":"' || bench.payment_no(id) || '","state":"SUCCESS","fen":' || goods_fen || ',"currency":"CNY"}',
  placed_at + interval '1 minute'
from bench.sales where paid;

-- fill ledger.accounts
insert into ledger.accounts (key, kind, owner, has_floor)
select 'held:' || order_id, 'held', order_id::text, true from bench.sales where paid
union all select 'due:shop:' || shop_id, 'due', 'shop:' || shop_id, true from bench.skus group by shop_id
union all values ('buyers:sandbox', 'buyers', 'sandbox', false), ('fee:platform', 'fee', 'platform', false),
  ('clearing_refund:buyers', 'clearing_refund', 'buyers', false);

-- fill inventory.movements
insert into inventory.movements (id, request_id, sku_id, place_id, kind, quantity, ref, actor, happened_at)
select sku_id, 'receive:' || sku_id, sku_id, place_id, 'receive', 10000000, 'fixture', 'shop',
  timestamptz '{at}' - interval '80 days' from bench.skus
union all
select line_id + 8, 'ship:' || id || ':' || line_id, sku_id, place_id, 'ship', -quantity, 'order:' || order_id,
  'person:' || shop_id, placed_at + interval '36 hours'
from bench.lines where shipped;

-- fill payments.captures
insert into payments.captures (provider, provider_ref, intent_id, fen, applied, captured_at)
select 'sandbox', bench.payment_no(id), id + 4, goods_fen, true, placed_at + interval '1 minute' from bench.sales where paid;

-- fill ledger.balances
insert into ledger.balances (account, posted_fen)
select 'held:' || order_id, case when released or state = 'all_refunded' then 0 else goods_fen end from bench.sales where paid
union all
select 'due:shop:' || s.shop_id, coalesce(sum(l.paid_fen - l.fee_fen), 0)
from (select distinct shop_id from bench.skus) s left join bench.lines l on l.shop_id = s.shop_id and l.released group by s.shop_id;

-- fill inventory.reservations
insert into inventory.reservations (order_id, line_id, sku_id, place_id, quantity, state, shipped)
select order_id, line_id, sku_id, place_id, quantity,
  case when shipped then 'consumed' when state = 'to_ship' then 'committed' else 'released' end,
  case when shipped then quantity else 0 end
from bench.lines;

-- fill growth.order_facts
insert into growth.order_facts (order_id, buyer_id, shop_id, channel, scene, paid_fen, refunded_fen, is_first, paid_at)
select order_id, buyer_id, shop_id, 'public', 'other', goods_fen, case state when 'all_refunded' then goods_fen else 0 end,
  n < {orders} / 10, placed_at + interval '1 minute'
from bench.sales where paid;

-- fill settlement.bills
insert into settlement.bills (order_id, shop_id, tier, days, reserve_bp, fee_bp, state, completed_at, due_at, released_at,
  created_at)
select order_id, shop_id, 'a', 3, 0, 200,
  case when released then 'released' when state = 'all_refunded' then 'cancelled' else 'waiting' end,
  case when state = 'done' then placed_at + interval '9 days' end,
  case when state = 'done' then placed_at + interval '12 days' end,
  case when released then placed_at + interval '12 days' end, placed_at + interval '1 minute'
from bench.sales where paid;

-- fill ledger.order_lines
insert into ledger.order_lines (order_id, line_id, paid_fen, goods_fen, refunded_fen, reversed_goods_fen, released_goods_fen)
select order_id, line_id, paid_fen, paid_fen, case state when 'all_refunded' then paid_fen else 0 end,
  case state when 'all_refunded' then paid_fen else 0 end, case when released then paid_fen end
from bench.lines where paid;

-- fill ledger.shares
insert into ledger.shares (order_id, line_id, payee, bp, fen, reason)
select l.order_id, l.line_id, s.payee, s.bp, s.fen, s.reason
from bench.lines l cross join lateral (values ('platform', 200, l.fee_fen, 'platform_fee'),
  ('shop:' || l.shop_id, 9800, l.paid_fen - l.fee_fen, 'shop_rest')) s (payee, bp, fen, reason)
where l.released;

-- fill ledger.order_books
insert into ledger.order_books (order_id, shop_id, paid_fen, refunded_fen, released_fen, releases, booked_at)
select order_id, shop_id, goods_fen, case state when 'all_refunded' then goods_fen else 0 end,
  case when released then goods_fen else 0 end, released::int, placed_at + interval '1 minute'
from bench.sales where paid;

-- fill payments.paid_orders
insert into payments.paid_orders (order_id, intent_id, provider_ref)
select order_id, id + 4, bench.payment_no(id) from bench.sales where paid;

-- fill identity.people
insert into identity.people (id, nickname, real_name_level, created_at)
select 1000 + n, '买家' || n, 1, timestamptz '{at}' - interval '90 days' from generate_series(0, greatest({orders} / 10, 50)) n;

-- fill shops.shops
insert into shops.shops (id, owner_id, name, kind, licence_number, state, tier, opened_at, created_at)
select 1000 + n, 1000 + n, '店' || n, 'enterprise', '91330100MA2ABCDE1X', 'open', 'a', timestamptz '{at}' - interval '90 days',
  timestamptz '{at}' - interval '90 days' from generate_series(0, 49) n;

-- fill identity.role_grants
insert into identity.role_grants (id, person_id, scope, scope_id, role, granted_by, created_at)
select 1000 + n, 1000 + n, 'shop', 1000 + n, 'owner', 1000 + n, timestamptz '{at}' - interval '90 days'
from generate_series(0, 49) n;

-- fill catalog.freight_templates
insert into catalog.freight_templates (id, shop_id, name, kind, rules, created_at)
select 1000 + n, 1000 + n, '默认', 'free', '{"firstPieces":1,"firstFen":0,"furtherPieces":1,"furtherFen":0,"freeFromFen":null,"noShip":[]}',
  timestamptz '{at}' - interval '90 days' from generate_series(0, 49) n;

-- fill catalog.products
insert into catalog.products (id, shop_id, status, edit_status, title_zh, title_en, category_id, picture_keys, detail,
  template_id, price_min_fen, price_max_fen, version, listed_at, created_at)
select product_id, shop_id, 'on', 'none', '明前龙井 ' || product_id, 'Green tea ' || product_id, 11, '{images/a.webp}',
  '{"description":{"zh":"好茶","en":"Tea"},"attributes":[]}', shop_id, min(fen), max(fen), 1,
  timestamptz '{at}' - interval '80 days', timestamptz '{at}' - interval '80 days'
from bench.skus group by product_id, shop_id;

-- fill catalog.skus
insert into catalog.skus (id, product_id, shop_id, options, price_fen, market_price_fen, weight_grams)
select sku_id, product_id, shop_id, '[{"name":{"zh":"规格","en":"Size"},"value":{"zh":"1号","en":"No. 1"}}]', fen, fen, 100
from bench.skus;

-- fill inventory.places
insert into inventory.places (id, shop_id, kind, name, is_default)
select 1000 + n, 1000 + n, 'warehouse', '默认仓', true from generate_series(0, 49) n;

-- fill inventory.positions
insert into inventory.positions (sku_id, place_id, shop_id, on_hand, reserved)
select s.sku_id, s.place_id, s.shop_id, 10000000 - coalesce(sum(l.quantity) filter (where l.shipped), 0),
  coalesce(sum(l.quantity) filter (where l.state = 'to_ship'), 0)
from bench.skus s left join bench.lines l using (sku_id) group by s.sku_id, s.place_id, s.shop_id;

-- fill payments.refunds
insert into payments.refunds (id, out_refund_no, intent_id, order_id, fen, why, provider_ref, state, look_at, created_at,
  succeeded_at)
select id + 5, 'R' || (id + 5), id + 4, order_id, goods_fen, 'aftersale', bench.payment_no(id), 'succeeded',
  placed_at + interval '1 hour', placed_at + interval '1 hour', placed_at + interval '1 hour'
from bench.sales where state = 'all_refunded';

-- fill payments.splits
insert into payments.splits (id, out_order_no, intent_id, order_id, receivers, state, look_at, created_at)
select id + 5, 'S' || (id + 5), id + 4, order_id, jsonb_build_array(jsonb_build_object('account', 'shop:' || shop_id,
  'fen', goods_fen::text, 'description', '货款', 'result', 'success')), 'succeeded', placed_at + interval '12 days',
  placed_at + interval '12 days'
from bench.sales where released;

-- fill ledger.pendings
insert into ledger.pendings (transfer_id, due_at, resolved)
select bench.transfer_id('release:' || order_id || ':1|' || seq), placed_at + interval '14 days', true
from bench.sales cross join generate_series(0, 1) seq where released;

-- fill ledger.resolutions
insert into ledger.resolutions (transfer_id, outcome, happened_at)
select bench.transfer_id('release:' || order_id || ':1|' || seq), 'posted', placed_at + interval '12 days'
from bench.sales cross join generate_series(0, 1) seq where released;

-- fill platform.events
insert into platform.events (topic, payload, happened_at)
select 'orders.placed', jsonb_build_object('orderId', order_id::text, 'checkoutId', id::text, 'buyerId', buyer_id::text,
  'shopId', shop_id::text, 'payableFen', goods_fen::text, 'roomId', null, 'pinId', null, 'creatorId', null, 'productIds',
  jsonb_build_array(product_id::text), 'skuIds', jsonb_build_array(sku_id::text)), placed_at
from bench.sales where placed_at > timestamptz '{at}' - interval '12 hours' order by n;
