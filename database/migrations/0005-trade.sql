-- From the coupon to the parcel and back: quotes, checkouts, payments, shipping, refunds.
create schema promotions;
create table promotions.coupons (
  id bigint primary key,
  shop_id bigint not null references shops.shops,
  name_zh text not null,
  name_en text not null,
  kind text not null check (kind in ('amount_off')),
  off_fen bigint not null check (off_fen > 0),
  from_fen bigint not null check (from_fen >= 0),       -- goods of the shop from this sum on
  total int not null check (total > 0),
  claimed int not null default 0 check (claimed between 0 and total),
  per_person int not null default 1 check (per_person between 1 and 100),
  state text not null check (state in ('editing', 'valid', 'expired', 'void', 'deleted')),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  created_at timestamptz not null,
  check (from_fen = 0 or off_fen < from_fen),
  check (ends_at > starts_at)
);
create index coupons_by_shop on promotions.coupons (shop_id, id desc);
create index coupons_to_end on promotions.coupons (ends_at) where state = 'valid';
create table promotions.grants (
  id bigint primary key,
  coupon_id bigint not null references promotions.coupons,
  person_id bigint not null,
  ordinal int not null,                -- the person's n-th of this coupon
  state text not null check (state in ('unused', 'locked', 'used', 'expired')),
  order_id bigint,
  claimed_at timestamptz not null,
  used_at timestamptz,
  unique (coupon_id, person_id, ordinal),
  check ((state in ('locked', 'used')) = (order_id is not null))
);
create index grants_unused on promotions.grants (coupon_id) where state = 'unused';
create index grants_by_person on promotions.grants (person_id, id desc);
create unique index one_coupon_per_order on promotions.grants (order_id) where state in ('locked', 'used');

create schema payments;
create table payments.intents (
  id bigint primary key,
  purpose text not null check (purpose in ('checkout', 'deposit')),
  subject_id bigint not null,          -- the checkout, or the shop's deposit
  payer_id bigint not null,
  provider text not null,
  out_trade_no text not null unique,
  fen bigint not null check (fen > 0),
  parts jsonb not null,                -- [{orderId, shopId, fen}] of a checkout
  state text not null check (state in ('created', 'submitted', 'closing', 'closed', 'captured', 'failed', 'quarantined')),
  pay_url text,
  provider_ref text unique,
  expires_at timestamptz not null,
  look_at timestamptz not null,        -- when to ask the provider again
  looks int not null default 0,
  created_at timestamptz not null,
  captured_at timestamptz,
  unique (purpose, subject_id)
) with (fillfactor = 80);
-- A closed number is watched a little longer: its late success is late money.
create index intents_to_look on payments.intents (look_at)
  where state in ('submitted', 'closing') or (state = 'closed' and looks < 3);
create table payments.inbox (          -- every verified notification, once
  provider text not null,
  event_id text not null,
  kind text not null,
  outcome text not null,
  body text not null,
  received_at timestamptz not null,
  primary key (provider, event_id)
);
create table payments.refunds (
  id bigint primary key,
  out_refund_no text not null unique,
  intent_id bigint not null references payments.intents,
  order_id bigint,                     -- null: late or second money that belongs to no order
  case_id bigint,
  fen bigint not null check (fen > 0),
  why text not null check (why in ('aftersale', 'late', 'second', 'mismatch')),
  provider_ref text not null,
  state text not null check (state in ('requested', 'processing', 'succeeded', 'closed', 'abnormal')),
  attempts int not null default 1,     -- numbers used so far: a closed refund goes on under the next one
  look_at timestamptz not null,
  looks int not null default 0,
  created_at timestamptz not null,
  succeeded_at timestamptz
);
create index refunds_to_look on payments.refunds (look_at) where state in ('requested', 'processing', 'abnormal');
create index refunds_by_order on payments.refunds (order_id);
create table payments.captures (       -- each verified success of a provider is a fact; at most one is applied per intent
  provider text not null,
  provider_ref text not null,
  intent_id bigint not null references payments.intents,
  fen bigint not null check (fen > 0),
  applied boolean not null,
  captured_at timestamptz not null,
  primary key (provider, provider_ref)
);
create table payments.paid_orders (    -- which payment an order was paid with: what a refund or a split starts from
  order_id bigint primary key,
  intent_id bigint not null references payments.intents,
  provider_ref text not null
);
create unique index one_applied_capture on payments.captures (intent_id) where applied;
create table payments.splits (
  id bigint primary key,
  out_order_no text not null unique,
  intent_id bigint not null references payments.intents,
  order_id bigint not null,
  receivers jsonb not null,            -- [{account, fen, description, result}]: each is paid, or not, for itself
  state text not null check (state in ('requested', 'processing', 'succeeded', 'failed')),
  attempts int not null default 1,
  look_at timestamptz not null,
  looks int not null default 0,
  created_at timestamptz not null
);
create unique index one_split_that_counts on payments.splits (order_id) where state <> 'failed';
create index splits_to_look on payments.splits (look_at) where state in ('requested', 'processing');
create table payments.cases (          -- money that needs a person
  id bigint primary key,
  kind text not null check (kind in ('mismatch', 'unknown_number', 'abnormal_refund', 'failed_split')),
  subject text not null,
  fen bigint not null check (fen >= 0),
  note text not null,
  closed_at timestamptz,
  created_at timestamptz not null,
  unique (kind, subject)
);

create schema orders;
create table orders.checkouts (
  id bigint primary key,
  buyer_id bigint not null,
  request_id text not null,
  fingerprint bytea not null,          -- what was asked under this request id
  payable_fen bigint not null check (payable_fen > 0),
  created_at timestamptz not null,
  unique (buyer_id, request_id)
);
create table orders.orders (
  id bigint primary key,
  checkout_id bigint not null references orders.checkouts,
  buyer_id bigint not null,
  shop_id bigint not null,
  state text not null check (state in ('unpaid', 'closing', 'gift_unclaimed', 'group_forming', 'voucher', 'to_ship',
    'partly_shipped', 'to_receive', 'done', 'oversold', 'all_refunded', 'unpaid_closed')),
  goods_fen bigint not null check (goods_fen > 0),      -- list prices
  discount_fen bigint not null default 0 check (discount_fen between 0 and goods_fen),
  freight_fen bigint not null default 0 check (freight_fen >= 0),
  payable_fen bigint not null check (payable_fen > 0),
  grant_id bigint,                     -- the coupon it was priced with, should it be revived
  refunded_fen bigint not null default 0 check (refunded_fen between 0 and payable_fen),
  receiver_sealed bytea not null,      -- as it was when the buyer said yes
  region_names text[] not null,
  note text not null default '',
  -- where it came from (the trail of its first line)
  scene text not null check (scene in ('other', 'live', 'video', 'share', 'showcase', 'article')),
  channel text not null check (channel in ('own', 'ads', 'linked', 'public')),
  room_id bigint,
  pin_id bigint,
  creator_id bigint,
  promise_hours int not null,
  confirm_days int not null,
  pay_by timestamptz not null,
  placed_at timestamptz not null,
  paid_at timestamptz,
  shipped_at timestamptz,
  signed_at timestamptz,
  confirm_by timestamptz,
  extended boolean not null default false,
  open_case_id bigint,                 -- a refund case holds the order: it is not shipped, confirmed or released
  ended_at timestamptz,
  version int not null default 1,
  check (payable_fen = goods_fen - discount_fen + freight_fen)
) with (fillfactor = 80);
create index orders_by_buyer on orders.orders (buyer_id, id desc);
create index orders_by_shop on orders.orders (shop_id, id desc);
create index orders_by_checkout on orders.orders (checkout_id);
create index orders_by_room on orders.orders (room_id) where room_id is not null;
create index orders_unpaid on orders.orders (pay_by) where state in ('unpaid', 'closing');
create index orders_to_confirm on orders.orders (confirm_by) where state = 'to_receive';
create index orders_by_paid on orders.orders (paid_at) where paid_at is not null;
create table orders.lines (
  id bigint primary key,
  order_id bigint not null references orders.orders,
  buyer_id bigint not null,
  product_id bigint not null,
  product_version int not null,
  sku_id bigint not null,
  quantity int not null check (quantity between 1 and 999),
  unit_fen bigint not null check (unit_fen > 0),
  discount_fen bigint not null default 0 check (discount_fen between 0 and unit_fen * quantity),
  freight_fen bigint not null default 0 check (freight_fen >= 0),
  paid_fen bigint not null check (paid_fen >= 0),       -- goods less discount plus freight
  shipped int not null default 0 check (shipped between 0 and quantity),
  refunded_fen bigint not null default 0,
  snapshot jsonb not null,             -- title, options, picture as bought
  trail jsonb not null,                -- contract/trail.ts, verified at placing
  unique (order_id, sku_id),
  check (paid_fen = unit_fen * quantity - discount_fen + freight_fen),
  check (refunded_fen between 0 and paid_fen)
);
create index lines_bought on orders.lines (buyer_id, sku_id);
create index lines_by_product on orders.lines (product_id);
create table orders.history (
  order_id bigint not null references orders.orders,
  id bigint primary key,
  state text not null,
  by_whom text not null,               -- buyer, shop, platform, clock, provider
  why text not null default '',
  happened_at timestamptz not null
);
create index history_by_order on orders.history (order_id, id);

create schema fulfilment;
create table fulfilment.parcels (
  id bigint primary key,
  order_id bigint not null,
  shop_id bigint not null,
  carrier text not null,
  waybill_no text not null,
  state text not null check (state in ('planned', 'labelled', 'handed_over', 'in_transit', 'delivering', 'signed',
    'refused', 'returned', 'cancelled', 'lost')),
  lines jsonb not null,                -- [{lineId, quantity}]
  registered_at timestamptz,           -- the carrier has accepted it
  shipped_at timestamptz not null,
  signed_at timestamptz,
  created_by bigint not null
);
create unique index one_live_waybill on fulfilment.parcels (carrier, waybill_no) where state <> 'cancelled';
create index parcels_by_order on fulfilment.parcels (order_id);
create table fulfilment.scans (
  parcel_id bigint not null references fulfilment.parcels,
  status text not null,
  place text not null default '',
  note text not null default '',
  scanned_at timestamptz not null,
  primary key (parcel_id, scanned_at, status)
);

create schema aftersales;
create table aftersales.cases (
  id bigint primary key,
  order_id bigint not null,
  shop_id bigint not null,
  buyer_id bigint not null,
  kind text not null check (kind in ('refund', 'return', 'exchange')),
  state text not null,                 -- contract/states/case.ts
  reason text not null,
  note text not null default '',
  fen bigint not null check (fen > 0),
  reject_reason text not null default '',
  initiator int not null default 1 check (initiator between 1 and 11),
  due_at timestamptz,                  -- when the clock decides
  refund_id bigint,
  opened_at timestamptz not null,
  ended_at timestamptz
);
create unique index one_open_case on aftersales.cases (order_id) where ended_at is null;
create index cases_by_shop on aftersales.cases (shop_id, id desc);
create index cases_by_buyer on aftersales.cases (buyer_id, id desc);
create index cases_due on aftersales.cases (due_at) where ended_at is null and due_at is not null;
create table aftersales.history (
  id bigint primary key,
  case_id bigint not null references aftersales.cases,
  state text not null,
  by_whom text not null,
  note text not null default '',
  happened_at timestamptz not null
);
create index case_history on aftersales.history (case_id, id);
