-- Hot drops: flash deals with stock of their own, room slices, the line before a drop, the waitlist.
alter table identity.people add real_name_index bytea;  -- the same papers under two phones are one person to a limit
create index people_by_real_name on identity.people (real_name_index) where real_name_index is not null;

alter table inventory.positions
  add is_slice boolean not null default false,   -- set aside: ordinary sales do not see it
  add is_open boolean not null default true;     -- a closed slice takes no new holds; what comes back goes home
create table inventory.slices (
  place_id bigint primary key references inventory.places,
  shop_id bigint not null references shops.shops,
  sku_id bigint not null references catalog.skus,
  home_id bigint not null references inventory.places,  -- where its pieces came from and go back to
  owner_kind text not null check (owner_kind in ('flash', 'room')),
  owner_id bigint not null,            -- the deal, or the room
  pieces int not null check (pieces > 0), -- moved in
  returned int not null default 0 check (returned between 0 and pieces),
  has_line boolean not null default false, -- what may come back of unpaid orders is the line's, not the waitlist's
  opened_at timestamptz not null,
  closed_at timestamptz,
  unique (owner_kind, owner_id, sku_id)
);
create index slices_open on inventory.slices (sku_id) where closed_at is null;

-- Who is told that pieces came back names the place as well: a slice may be empty while the warehouse is full.
create or replace function inventory.tell_released() returns trigger language plpgsql as $$
begin
  perform pg_notify('jishi', json_build_object('channel', 'inventory.released',
    'message', new.sku_id::text || ':' || new.place_id::text)::text);
  return null;
end $$;

create table inventory.waits (         -- 候补: who wants a piece as soon as one comes back
  id bigint primary key,
  sku_id bigint not null references catalog.skus,
  slice_id bigint references inventory.places,   -- null: of ordinary stock
  person_id bigint not null,
  quantity int not null check (quantity between 1 and 999),
  state text not null check (state in ('waiting', 'offered', 'taken', 'lapsed', 'left')),
  offered_until timestamptz,
  asked_at timestamptz not null,
  check (state <> 'offered' or offered_until is not null)
);
create unique index one_wait_each on inventory.waits (sku_id, coalesce(slice_id, 0), person_id)
  where state in ('waiting', 'offered');
create index waits_in_line on inventory.waits (sku_id, coalesce(slice_id, 0), id) where state = 'waiting';
create index waits_offered on inventory.waits (offered_until) where state = 'offered';
create index waits_by_person on inventory.waits (person_id, id desc);

-- The one place where inventory looks into catalog: who waits is shown the product.
create view inventory.sku_products as select id as sku_id, product_id from catalog.skus;

create table promotions.deals (        -- 限时秒杀
  id bigint primary key,
  shop_id bigint not null references shops.shops,
  product_id bigint not null,
  sku_id bigint not null,
  room_id bigint,                      -- null: everywhere
  price_fen bigint not null check (price_fen > 0),
  list_fen bigint not null,            -- the price it is cheaper than, as it was when planned
  pieces int not null check (pieces between 1 and 1000000),
  per_buyer int not null check (per_buyer between 1 and 999),
  verified_only boolean not null,      -- only who has proved a real name (level 2)
  takes_coupons boolean not null,
  admission text not null check (admission in ('open', 'line')),
  is_hidden boolean not null,          -- 待开价: nobody is told the price until the host reveals it
  revealed_at timestamptz,
  state text not null check (state in ('scheduled', 'running', 'ended', 'stopped')),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  why_ended text,                      -- time, shop, host, room, product
  ended_at timestamptz,
  version int not null default 1,
  created_by bigint not null,
  created_at timestamptz not null,
  check (price_fen < list_fen),
  check ((state in ('ended', 'stopped')) = (ended_at is not null)),
  constraint one_deal_per_sku exclude using gist (
    int8range(sku_id, sku_id, '[]') with &&, tstzrange(starts_at, ends_at) with &&)
    where (state in ('scheduled', 'running'))
);
create index deals_by_shop on promotions.deals (shop_id, id desc);
create index deals_by_room on promotions.deals (room_id) where room_id is not null;
create index deals_open on promotions.deals (sku_id) where state in ('scheduled', 'running');
create index deals_by_product on promotions.deals (product_id, id desc);

create table promotions.deal_sales (   -- how a deal goes, as its orders' news tell it
  line_id bigint primary key,
  deal_id bigint not null references promotions.deals,
  order_id bigint not null,
  buyer_id bigint not null,
  quantity int not null check (quantity > 0),
  paid_fen bigint not null check (paid_fen >= 0),
  state text not null check (state in ('unpaid', 'paid', 'closed', 'refunded'))
) with (fillfactor = 80);
create index deal_sales_by_deal on promotions.deal_sales (deal_id, buyer_id);
create index deal_sales_by_order on promotions.deal_sales (order_id);

create table promotions.entries (      -- the line before a drop
  deal_id bigint not null references promotions.deals,
  person_id bigint not null,
  rank bigint not null,                -- drawn by lot in the first seconds, then in order of arrival
  state text not null check (state in ('waiting', 'admitted', 'used', 'lapsed')),
  entered_at timestamptz not null,
  admitted_until timestamptz,
  primary key (deal_id, person_id)
) with (fillfactor = 70);
create index entries_waiting on promotions.entries (deal_id, rank) where state = 'waiting';
create index entries_admitted on promotions.entries (deal_id, admitted_until) where state = 'admitted';
create table promotions.proofs (       -- each solved puzzle lets in once
  digest bytea primary key,
  good_until timestamptz not null
);
create index proofs_by_age on promotions.proofs (good_until);

alter table orders.lines add deal_id bigint;
create index lines_in_deal on orders.lines (deal_id, buyer_id) where deal_id is not null;

-- What the counter writes for every order is joined to what it wrote in the same transaction or has just read: a
-- foreign key looked each row up again and locked the one account, SKU and place that all share. `verify` looks (I24).
alter table orders.orders drop constraint orders_checkout_id_fkey;
alter table orders.lines drop constraint lines_order_id_fkey;
alter table orders.history drop constraint history_order_id_fkey;
alter table inventory.reservations drop constraint reservations_sku_id_fkey;
alter table inventory.reservations drop constraint reservations_place_id_fkey;
alter table ledger.transfers drop constraint transfers_from_account_fkey;
alter table ledger.transfers drop constraint transfers_to_account_fkey;
alter table ledger.balances drop constraint balances_account_fkey;
alter table ledger.order_lines drop constraint order_lines_order_id_fkey;
alter table payments.captures drop constraint captures_intent_id_fkey;
alter table payments.paid_orders drop constraint paid_orders_intent_id_fkey;
-- A number that is still unknown needs no place in an index.
alter table payments.intents drop constraint intents_provider_ref_key;
create unique index intents_by_provider_ref on payments.intents (provider_ref) where provider_ref is not null;
-- Indexes that no question uses, and every order paid for.
drop index ledger.transfers_by_ref;
drop index orders.lines_by_product;
drop index orders.orders_by_paid;
