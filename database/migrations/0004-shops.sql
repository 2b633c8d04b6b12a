-- Shops and what they sell: onboarding, the two copies of a product, audits, freight, stock by movements.
create schema shops;

create table shops.shops (
  id bigint primary key,
  owner_id bigint not null references identity.people,
  name text not null,
  intro text not null default '',
  kind text not null check (kind in ('enterprise', 'household', 'individual')),
  licence_number text,
  licence_upload_id bigint references media.uploads,
  logo_key text,
  state text not null check (state in ('draft', 'submitted', 'checking', 'waiting_provider', 'rejected', 'open', 'paused',
    'limited', 'frozen', 'closing', 'closed')),
  review_reasons jsonb not null default '[]',
  deposit_need_fen bigint not null default 0 check (deposit_need_fen >= 0),
  score int check (score between 0 and 500),
  level int not null default 0 check (level between 0 and 3),
  tier text not null default 'new' check (tier in ('risk', 'new', 'c', 's', 'a', 'b')),
  fee_bp int not null default 200 check (fee_bp between 0 and 3000),
  split_cap_bp int not null default 3000 check (split_cap_bp between 0 and 10000),
  paid_orders int not null default 0 check (paid_orders >= 0),
  paid_fen bigint not null default 0 check (paid_fen >= 0),   -- both since the opening: the trial and the tier ask
  opened_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null,
  check (state = 'draft' or kind = 'individual' or licence_number is not null)
);
create index shops_by_owner on shops.shops (owner_id);
create index shops_by_state on shops.shops (state, id);
create table shops.deposits (          -- each attempt to pay in; the balance itself stands in the ledger
  id bigint primary key,
  shop_id bigint not null references shops.shops,
  intent_id bigint,
  fen bigint not null check (fen > 0),
  state text not null check (state in ('waiting', 'paid', 'closed')),
  created_at timestamptz not null
);
create index deposits_by_shop on shops.deposits (shop_id);
create index deposits_waiting on shops.deposits (created_at) where state = 'waiting';

create schema catalog;
create table catalog.categories (
  id bigint primary key,
  parent_id bigint references catalog.categories,
  name_zh text not null,
  name_en text not null,
  floor_fen bigint not null default 1 check (floor_fen > 0),
  deposit_fen bigint not null default 0 check (deposit_fen >= 0),
  confirm_days int not null default 7 check (confirm_days between 1 and 30),
  sort int not null default 0
);
insert into catalog.categories (id, parent_id, name_zh, name_en, sort) values
  (1, null, '食品茶饮', 'Tea & food', 1), (2, null, '家居生活', 'Home', 2), (3, null, '服饰配件', 'Clothing & accessories', 3),
  (11, 1, '茶叶', 'Tea', 1), (12, 1, '茶具', 'Teaware', 2), (13, 1, '蜂蜜果酱', 'Honey & jam', 3),
  (14, 1, '粮油面食', 'Grains & noodles', 4), (15, 1, '零食坚果', 'Snacks & nuts', 5), (16, 1, '调味', 'Seasoning', 6),
  (21, 2, '餐具', 'Tableware', 1), (22, 2, '锅具厨具', 'Cookware', 2), (23, 2, '家饰摆件', 'Decor', 3),
  (24, 2, '灯具', 'Lighting', 4), (25, 2, '家纺布艺', 'Home textiles', 5), (26, 2, '香氛', 'Home scent', 6),
  (27, 2, '收纳', 'Storage', 7),
  (31, 3, '上装', 'Tops', 1), (32, 3, '下装', 'Bottoms', 2), (33, 3, '连衣裙', 'Dresses', 3), (34, 3, '外套', 'Outerwear', 4),
  (35, 3, '配饰', 'Accessories', 5), (36, 3, '包袋', 'Bags', 6);
create table catalog.freight_templates (
  id bigint primary key,
  shop_id bigint not null references shops.shops,
  name text not null,
  kind text not null check (kind in ('free', 'conditional', 'charged')),
  rules jsonb not null,                -- contract/freight.ts
  created_at timestamptz not null
);
create index templates_by_shop on catalog.freight_templates (shop_id);
create table catalog.products (
  id bigint primary key,
  shop_id bigint not null references shops.shops,
  status text not null check (status in ('init', 'on', 'self_off', 'violation_off', 'deposit_off', 'brand_expired',
    'banned', 'bin', 'deleted')),
  edit_status text not null check (edit_status in ('none', 'editing', 'auditing', 'failed', 'approved', 'writing',
    'uploading', 'upload_failed')),
  draft jsonb,                         -- contract/api/catalog.ts productDraft; edits touch this copy only
  draft_version int not null default 1,
  reject_reason text,
  -- the online copy: what buyers and orders read
  title_zh text,
  title_en text,
  category_id bigint references catalog.categories,
  picture_keys text[] not null default '{}',
  detail jsonb,
  template_id bigint references catalog.freight_templates,
  promise_hours int not null default 48 check (promise_hours in (24, 48, 72)),
  price_min_fen bigint check (price_min_fen > 0),
  price_max_fen bigint check (price_max_fen > 0),
  sold_count int not null default 0 check (sold_count >= 0),
  version int not null default 0,      -- of the online copy
  submitted_at timestamptz,
  listed_at timestamptz,
  created_at timestamptz not null,
  unique (shop_id, id),
  check (status <> 'on' or (title_zh is not null and category_id is not null and template_id is not null))
);
create index products_by_shop on catalog.products (shop_id, id desc);
create index products_on_sale on catalog.products (id desc) where status = 'on';
create index products_in_audit on catalog.products (submitted_at) where edit_status = 'auditing';
create table catalog.skus (
  id bigint primary key,
  product_id bigint not null references catalog.products,
  shop_id bigint not null,
  options jsonb not null,              -- [{name:{zh,en}, value:{zh,en}}]
  code text not null default '',
  price_fen bigint not null check (price_fen between 1 and 1000000000),
  market_price_fen bigint not null check (market_price_fen >= price_fen),
  weight_grams int not null default 0 check (weight_grams >= 0),
  per_buyer_limit int check (per_buyer_limit > 0),
  picture_key text,
  is_on boolean not null default true, -- false: no longer in the online copy
  foreign key (shop_id, product_id) references catalog.products (shop_id, id),
  unique (shop_id, id)
);
create index skus_by_product on catalog.skus (product_id);
create table catalog.price_history (
  sku_id bigint not null references catalog.skus,
  price_fen bigint not null check (price_fen > 0),
  since timestamptz not null,
  primary key (sku_id, since)
);
-- The one place where catalog looks into shops: what may be sold is decided by both, in one statement of the counter.
create view catalog.skus_for_sale as
  select s.id, s.product_id, s.shop_id, s.is_on, p.status, h.state as shop_state, p.version as product_version,
    p.title_zh, p.title_en, s.options, coalesce(s.picture_key, p.picture_keys[1]) as picture_key, s.price_fen,
    s.per_buyer_limit, s.weight_grams, t.kind as freight_kind, t.rules as freight_rules, p.promise_hours, c.confirm_days
  from catalog.skus s
  join catalog.products p on p.id = s.product_id
  join shops.shops h on h.id = s.shop_id
  join catalog.freight_templates t on t.id = p.template_id
  join catalog.categories c on c.id = p.category_id;
create view catalog.open_listings as
  select p.* from catalog.products p join shops.shops h on h.id = p.shop_id
  where p.status = 'on' and h.state = 'open';
create table catalog.audit_log (
  id bigint primary key,
  product_id bigint not null references catalog.products,
  draft_version int not null,
  decision text not null check (decision in ('submitted', 'cancelled', 'approved', 'rejected')),
  reason text not null default '',
  actor_id bigint not null,
  happened_at timestamptz not null
);
create index audit_log_by_product on catalog.audit_log (product_id, id desc);

create schema inventory;
create table inventory.places (
  id bigint primary key,
  shop_id bigint not null references shops.shops,
  kind text not null check (kind in ('warehouse', 'slice')),
  name text not null,
  is_default boolean not null default false
);
create unique index one_default_place on inventory.places (shop_id) where is_default;
create table inventory.positions (
  sku_id bigint not null references catalog.skus,
  place_id bigint not null references inventory.places,
  shop_id bigint not null,
  on_hand int not null default 0 check (on_hand >= 0),
  reserved int not null default 0 check (reserved between 0 and on_hand),
  primary key (sku_id, place_id),
  foreign key (shop_id, sku_id) references catalog.skus (shop_id, id)
) with (fillfactor = 50);              -- room for new versions of a hot row on its own page
create index positions_by_shop on inventory.positions (shop_id, sku_id);
create table inventory.movements (
  id bigint primary key,
  request_id text not null unique,
  sku_id bigint not null references catalog.skus,
  place_id bigint not null references inventory.places,
  kind text not null check (kind in ('receive', 'adjust', 'move', 'ship', 'return_in', 'scrap')),
  quantity int not null check (quantity <> 0),
  ref text not null,
  actor text not null,
  happened_at timestamptz not null
);
create index movements_by_sku on inventory.movements (sku_id, id desc);
create table inventory.reservations (
  order_id bigint not null,
  line_id bigint not null,
  sku_id bigint not null references catalog.skus,
  place_id bigint not null references inventory.places,
  quantity int not null check (quantity > 0),
  state text not null check (state in ('held', 'committed', 'consumed', 'released')),
  shipped int not null default 0 check (shipped between 0 and quantity),
  primary key (order_id, line_id)
) with (fillfactor = 80);
create index reservations_live on inventory.reservations (sku_id, place_id) where state in ('held', 'committed');

create function inventory.tell_released() returns trigger language plpgsql as $$
begin
  perform pg_notify('jishi', json_build_object('channel', 'inventory.released', 'message', new.sku_id::text)::text);
  return null;
end $$;
create trigger released after update on inventory.positions for each row
  when (old.on_hand - old.reserved <= 0 and new.on_hand - new.reserved > 0)
  execute function inventory.tell_released();
