-- Generated from database/migrations by `npm run generate`; do not edit.

create schema aftersales;
create schema alliance;
create schema catalog;
create schema fulfilment;
create schema growth;
create schema identity;
create schema inventory;
create schema ledger;
create schema live;
create schema media;
create schema orders;
create schema payments;
create schema platform;
create schema promotions;
create schema safety;
create schema settlement;
create schema shops;

create sequence platform.id_blocks as bigint increment by 1 start 1 minvalue 1 maxvalue 9223372036854775807;

CREATE OR REPLACE FUNCTION inventory.tell_released()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_notify('jishi', json_build_object('channel', 'inventory.released',
    'message', new.sku_id::text || ':' || new.place_id::text)::text);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION ledger.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'the books are append-only: % on %', tg_op, tg_table_name;
end $function$;

create table aftersales.cases (
  id bigint not null,
  order_id bigint not null,
  shop_id bigint not null,
  buyer_id bigint not null,
  kind text not null,
  state text not null,
  reason text not null,
  note text not null default ''::text,
  fen bigint not null,
  reject_reason text not null default ''::text,
  initiator integer not null default 1,
  due_at timestamp with time zone,
  refund_id bigint,
  opened_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint cases_pkey PRIMARY KEY (id),
  constraint cases_fen_check CHECK ((fen > 0)),
  constraint cases_initiator_check CHECK (((initiator >= 1) AND (initiator <= 11))),
  constraint cases_kind_check CHECK ((kind = ANY (ARRAY['refund'::text, 'return'::text, 'exchange'::text])))
);
CREATE INDEX cases_by_buyer ON aftersales.cases USING btree (buyer_id, id DESC);
CREATE INDEX cases_by_shop ON aftersales.cases USING btree (shop_id, id DESC);
CREATE INDEX cases_due ON aftersales.cases USING btree (due_at) WHERE ((ended_at IS NULL) AND (due_at IS NOT NULL));
CREATE UNIQUE INDEX one_open_case ON aftersales.cases USING btree (order_id) WHERE (ended_at IS NULL);

create table aftersales.history (
  id bigint not null,
  case_id bigint not null,
  state text not null,
  by_whom text not null,
  note text not null default ''::text,
  happened_at timestamp with time zone not null,
  constraint history_pkey PRIMARY KEY (id),
  constraint history_case_id_fkey FOREIGN KEY (case_id) REFERENCES aftersales.cases(id)
);
CREATE INDEX case_history ON aftersales.history USING btree (case_id, id);

create table alliance.commissions (
  id bigint not null,
  order_id bigint not null,
  line_id bigint not null,
  shop_id bigint not null,
  creator_id bigint not null,
  plan_id bigint not null,
  goods_fen bigint not null,
  bp integer not null,
  fen bigint not null,
  state text not null,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint commissions_pkey PRIMARY KEY (id),
  constraint commissions_line_id_key UNIQUE (line_id),
  constraint commissions_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES alliance.plans(id),
  constraint commissions_bp_check CHECK (((bp >= 0) AND (bp <= 5000))),
  constraint commissions_fen_check CHECK ((fen >= 0)),
  constraint commissions_goods_fen_check CHECK ((goods_fen >= 0)),
  constraint commissions_state_check CHECK ((state = ANY (ARRAY['unsettled'::text, 'settled'::text, 'cancelled'::text])))
);
CREATE INDEX commissions_by_creator ON alliance.commissions USING btree (creator_id, id DESC);
CREATE INDEX commissions_by_order ON alliance.commissions USING btree (order_id);

create table alliance.plans (
  id bigint not null,
  product_id bigint not null,
  shop_id bigint not null,
  kind text not null,
  commission_bp integer not null,
  version integer not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone,
  created_by bigint not null,
  created_at timestamp with time zone not null,
  constraint plans_pkey PRIMARY KEY (id),
  constraint plans_product_id_version_key UNIQUE (product_id, version),
  constraint plans_commission_bp_check CHECK (((commission_bp >= 0) AND (commission_bp <= 5000))),
  constraint plans_kind_check CHECK ((kind = 'open'::text))
);
CREATE INDEX plans_by_shop ON alliance.plans USING btree (shop_id, id DESC);

create table alliance.showcase_items (
  creator_id bigint not null,
  product_id bigint not null,
  shop_id bigint not null,
  added_at timestamp with time zone not null,
  constraint showcase_items_pkey PRIMARY KEY (creator_id, product_id)
);

create table catalog.audit_log (
  id bigint not null,
  product_id bigint not null,
  draft_version integer not null,
  decision text not null,
  reason text not null default ''::text,
  actor_id bigint not null,
  happened_at timestamp with time zone not null,
  constraint audit_log_pkey PRIMARY KEY (id),
  constraint audit_log_product_id_fkey FOREIGN KEY (product_id) REFERENCES catalog.products(id),
  constraint audit_log_decision_check CHECK ((decision = ANY (ARRAY['submitted'::text, 'cancelled'::text, 'approved'::text, 'rejected'::text])))
);
CREATE INDEX audit_log_by_product ON catalog.audit_log USING btree (product_id, id DESC);

create table catalog.categories (
  id bigint not null,
  parent_id bigint,
  name_zh text not null,
  name_en text not null,
  floor_fen bigint not null default 1,
  deposit_fen bigint not null default 0,
  confirm_days integer not null default 7,
  sort integer not null default 0,
  constraint categories_pkey PRIMARY KEY (id),
  constraint categories_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES catalog.categories(id),
  constraint categories_confirm_days_check CHECK (((confirm_days >= 1) AND (confirm_days <= 30))),
  constraint categories_deposit_fen_check CHECK ((deposit_fen >= 0)),
  constraint categories_floor_fen_check CHECK ((floor_fen > 0))
);

create table catalog.freight_templates (
  id bigint not null,
  shop_id bigint not null,
  name text not null,
  kind text not null,
  rules jsonb not null,
  created_at timestamp with time zone not null,
  constraint freight_templates_pkey PRIMARY KEY (id),
  constraint freight_templates_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shops.shops(id),
  constraint freight_templates_kind_check CHECK ((kind = ANY (ARRAY['free'::text, 'conditional'::text, 'charged'::text])))
);
CREATE INDEX templates_by_shop ON catalog.freight_templates USING btree (shop_id);

create view catalog.open_listings as
 SELECT p.id,
    p.shop_id,
    p.status,
    p.edit_status,
    p.draft,
    p.draft_version,
    p.reject_reason,
    p.title_zh,
    p.title_en,
    p.category_id,
    p.picture_keys,
    p.detail,
    p.template_id,
    p.promise_hours,
    p.price_min_fen,
    p.price_max_fen,
    p.sold_count,
    p.version,
    p.submitted_at,
    p.listed_at,
    p.created_at
   FROM (catalog.products p
     JOIN shops.shops h ON ((h.id = p.shop_id)))
  WHERE ((p.status = 'on'::text) AND (h.state = 'open'::text));

create table catalog.price_history (
  sku_id bigint not null,
  price_fen bigint not null,
  since timestamp with time zone not null,
  constraint price_history_pkey PRIMARY KEY (sku_id, since),
  constraint price_history_sku_id_fkey FOREIGN KEY (sku_id) REFERENCES catalog.skus(id),
  constraint price_history_price_fen_check CHECK ((price_fen > 0))
);

create table catalog.products (
  id bigint not null,
  shop_id bigint not null,
  status text not null,
  edit_status text not null,
  draft jsonb,
  draft_version integer not null default 1,
  reject_reason text,
  title_zh text,
  title_en text,
  category_id bigint,
  picture_keys text[] not null default '{}'::text[],
  detail jsonb,
  template_id bigint,
  promise_hours integer not null default 48,
  price_min_fen bigint,
  price_max_fen bigint,
  sold_count integer not null default 0,
  version integer not null default 0,
  submitted_at timestamp with time zone,
  listed_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint products_pkey PRIMARY KEY (id),
  constraint products_shop_id_id_key UNIQUE (shop_id, id),
  constraint products_category_id_fkey FOREIGN KEY (category_id) REFERENCES catalog.categories(id),
  constraint products_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shops.shops(id),
  constraint products_template_id_fkey FOREIGN KEY (template_id) REFERENCES catalog.freight_templates(id),
  constraint products_check CHECK (((status <> 'on'::text) OR ((title_zh IS NOT NULL) AND (category_id IS NOT NULL) AND (template_id IS NOT NULL)))),
  constraint products_edit_status_check CHECK ((edit_status = ANY (ARRAY['none'::text, 'editing'::text, 'auditing'::text, 'failed'::text, 'approved'::text, 'writing'::text, 'uploading'::text, 'upload_failed'::text]))),
  constraint products_price_max_fen_check CHECK ((price_max_fen > 0)),
  constraint products_price_min_fen_check CHECK ((price_min_fen > 0)),
  constraint products_promise_hours_check CHECK ((promise_hours = ANY (ARRAY[24, 48, 72]))),
  constraint products_sold_count_check CHECK ((sold_count >= 0)),
  constraint products_status_check CHECK ((status = ANY (ARRAY['init'::text, 'on'::text, 'self_off'::text, 'violation_off'::text, 'deposit_off'::text, 'brand_expired'::text, 'banned'::text, 'bin'::text, 'deleted'::text])))
);
CREATE INDEX products_by_shop ON catalog.products USING btree (shop_id, id DESC);
CREATE INDEX products_in_audit ON catalog.products USING btree (submitted_at) WHERE (edit_status = 'auditing'::text);
CREATE INDEX products_on_sale ON catalog.products USING btree (id DESC) WHERE (status = 'on'::text);

create table catalog.skus (
  id bigint not null,
  product_id bigint not null,
  shop_id bigint not null,
  options jsonb not null,
  code text not null default ''::text,
  price_fen bigint not null,
  market_price_fen bigint not null,
  weight_grams integer not null default 0,
  per_buyer_limit integer,
  picture_key text,
  is_on boolean not null default true,
  constraint skus_pkey PRIMARY KEY (id),
  constraint skus_shop_id_id_key UNIQUE (shop_id, id),
  constraint skus_product_id_fkey FOREIGN KEY (product_id) REFERENCES catalog.products(id),
  constraint skus_shop_id_product_id_fkey FOREIGN KEY (shop_id, product_id) REFERENCES catalog.products(shop_id, id),
  constraint skus_check CHECK ((market_price_fen >= price_fen)),
  constraint skus_per_buyer_limit_check CHECK ((per_buyer_limit > 0)),
  constraint skus_price_fen_check CHECK (((price_fen >= 1) AND (price_fen <= 1000000000))),
  constraint skus_weight_grams_check CHECK ((weight_grams >= 0))
);
CREATE INDEX skus_by_product ON catalog.skus USING btree (product_id);

create view catalog.skus_for_sale as
 SELECT s.id,
    s.product_id,
    s.shop_id,
    s.is_on,
    p.status,
    h.state AS shop_state,
    p.version AS product_version,
    p.title_zh,
    p.title_en,
    s.options,
    COALESCE(s.picture_key, p.picture_keys[1]) AS picture_key,
    s.price_fen,
    s.per_buyer_limit,
    s.weight_grams,
    t.kind AS freight_kind,
    t.rules AS freight_rules,
    p.promise_hours,
    c.confirm_days
   FROM ((((catalog.skus s
     JOIN catalog.products p ON ((p.id = s.product_id)))
     JOIN shops.shops h ON ((h.id = s.shop_id)))
     JOIN catalog.freight_templates t ON ((t.id = p.template_id)))
     JOIN catalog.categories c ON ((c.id = p.category_id)));

create table fulfilment.parcels (
  id bigint not null,
  order_id bigint not null,
  shop_id bigint not null,
  carrier text not null,
  waybill_no text not null,
  state text not null,
  lines jsonb not null,
  registered_at timestamp with time zone,
  shipped_at timestamp with time zone not null,
  signed_at timestamp with time zone,
  created_by bigint not null,
  constraint parcels_pkey PRIMARY KEY (id),
  constraint parcels_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'labelled'::text, 'handed_over'::text, 'in_transit'::text, 'delivering'::text, 'signed'::text, 'refused'::text, 'returned'::text, 'cancelled'::text, 'lost'::text])))
);
CREATE INDEX parcels_by_order ON fulfilment.parcels USING btree (order_id);
CREATE UNIQUE INDEX one_live_waybill ON fulfilment.parcels USING btree (carrier, waybill_no) WHERE (state <> 'cancelled'::text);

create table fulfilment.scans (
  parcel_id bigint not null,
  status text not null,
  place text not null default ''::text,
  note text not null default ''::text,
  scanned_at timestamp with time zone not null,
  constraint scans_pkey PRIMARY KEY (parcel_id, scanned_at, status),
  constraint scans_parcel_id_fkey FOREIGN KEY (parcel_id) REFERENCES fulfilment.parcels(id)
);

create table growth.order_facts (
  order_id bigint not null,
  buyer_id bigint not null,
  shop_id bigint not null,
  creator_id bigint,
  room_id bigint,
  channel text not null,
  scene text not null,
  paid_fen bigint not null,
  refunded_fen bigint not null default 0,
  is_first boolean not null,
  paid_at timestamp with time zone not null,
  constraint order_facts_pkey PRIMARY KEY (order_id),
  constraint order_facts_check CHECK (((refunded_fen >= 0) AND (refunded_fen <= paid_fen))),
  constraint order_facts_paid_fen_check CHECK ((paid_fen > 0))
);
CREATE INDEX facts_by_buyer ON growth.order_facts USING btree (buyer_id, paid_at);
CREATE INDEX facts_by_time ON growth.order_facts USING btree (paid_at);

create table identity.addresses (
  id bigint not null,
  person_id bigint not null,
  sealed bytea not null,
  region_codes text[] not null,
  region_names text[] not null,
  is_default boolean not null default false,
  created_at timestamp with time zone not null,
  constraint addresses_pkey PRIMARY KEY (id),
  constraint addresses_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.people(id),
  constraint addresses_region_codes_check CHECK (((cardinality(region_codes) >= 2) AND (cardinality(region_codes) <= 3)))
);
CREATE INDEX addresses_by_person ON identity.addresses USING btree (person_id);
CREATE UNIQUE INDEX one_default_address ON identity.addresses USING btree (person_id) WHERE is_default;

create table identity.codes (
  id bigint not null,
  phone_index bytea not null,
  code_hash bytea not null,
  purpose text not null,
  tries integer not null default 0,
  used_at timestamp with time zone,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  constraint codes_pkey PRIMARY KEY (id),
  constraint codes_purpose_check CHECK ((purpose = ANY (ARRAY['sign_in'::text, 'step_up'::text]))),
  constraint codes_tries_check CHECK (((tries >= 0) AND (tries <= 5)))
);
CREATE INDEX codes_by_phone ON identity.codes USING btree (phone_index, created_at DESC);

create table identity.creators (
  person_id bigint not null,
  name text not null,
  bio text not null default ''::text,
  avatar_key text,
  created_at timestamp with time zone not null,
  constraint creators_pkey PRIMARY KEY (person_id),
  constraint creators_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.people(id)
);

create table identity.notices (
  id bigint not null,
  person_id bigint not null,
  kind text not null,
  params jsonb not null,
  link text,
  read_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint notices_pkey PRIMARY KEY (id),
  constraint notices_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.people(id)
);
CREATE INDEX notices_by_person ON identity.notices USING btree (person_id, id DESC);

create table identity.people (
  id bigint not null,
  phone_index bytea,
  phone_sealed bytea,
  nickname text not null,
  avatar_key text,
  real_name_level integer not null default 1,
  real_name_sealed bytea,
  age_band text not null default 'unknown'::text,
  state text not null default 'active'::text,
  created_at timestamp with time zone not null,
  real_name_index bytea,
  constraint people_pkey PRIMARY KEY (id),
  constraint people_phone_index_key UNIQUE (phone_index),
  constraint people_age_band_check CHECK ((age_band = ANY (ARRAY['unknown'::text, 'under_8'::text, '8_15'::text, '16_17'::text, 'adult'::text]))),
  constraint people_real_name_level_check CHECK (((real_name_level >= 0) AND (real_name_level <= 3))),
  constraint people_state_check CHECK ((state = ANY (ARRAY['active'::text, 'frozen'::text, 'closing'::text, 'erased'::text])))
);
CREATE INDEX people_by_real_name ON identity.people USING btree (real_name_index) WHERE (real_name_index IS NOT NULL);

create table identity.role_grants (
  id bigint not null,
  person_id bigint not null,
  scope text not null,
  scope_id bigint not null default 0,
  role text not null,
  granted_by bigint not null,
  until timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint role_grants_pkey PRIMARY KEY (id),
  constraint role_grants_person_id_scope_scope_id_role_key UNIQUE (person_id, scope, scope_id, role),
  constraint role_grants_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.people(id),
  constraint role_grants_scope_check CHECK ((scope = ANY (ARRAY['shop'::text, 'platform'::text])))
);
CREATE INDEX grants_by_scope ON identity.role_grants USING btree (scope, scope_id);
CREATE UNIQUE INDEX one_owner_per_shop ON identity.role_grants USING btree (scope_id) WHERE ((scope = 'shop'::text) AND (role = 'owner'::text));

create table identity.sessions (
  id bigint not null,
  token_hash bytea not null,
  person_id bigint not null,
  transport text not null,
  proved_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  constraint sessions_pkey PRIMARY KEY (id),
  constraint sessions_token_hash_key UNIQUE (token_hash),
  constraint sessions_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.people(id),
  constraint sessions_transport_check CHECK ((transport = ANY (ARRAY['cookie'::text, 'bearer'::text])))
);
CREATE INDEX sessions_by_person ON identity.sessions USING btree (person_id);

create table inventory.movements (
  id bigint not null,
  request_id text not null,
  sku_id bigint not null,
  place_id bigint not null,
  kind text not null,
  quantity integer not null,
  ref text not null,
  actor text not null,
  happened_at timestamp with time zone not null,
  constraint movements_pkey PRIMARY KEY (id),
  constraint movements_request_id_key UNIQUE (request_id),
  constraint movements_place_id_fkey FOREIGN KEY (place_id) REFERENCES inventory.places(id),
  constraint movements_sku_id_fkey FOREIGN KEY (sku_id) REFERENCES catalog.skus(id),
  constraint movements_kind_check CHECK ((kind = ANY (ARRAY['receive'::text, 'adjust'::text, 'move'::text, 'ship'::text, 'return_in'::text, 'scrap'::text]))),
  constraint movements_quantity_check CHECK ((quantity <> 0))
);
CREATE INDEX movements_by_sku ON inventory.movements USING btree (sku_id, id DESC);

create table inventory.places (
  id bigint not null,
  shop_id bigint not null,
  kind text not null,
  name text not null,
  is_default boolean not null default false,
  constraint places_pkey PRIMARY KEY (id),
  constraint places_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shops.shops(id),
  constraint places_kind_check CHECK ((kind = ANY (ARRAY['warehouse'::text, 'slice'::text])))
);
CREATE UNIQUE INDEX one_default_place ON inventory.places USING btree (shop_id) WHERE is_default;

create table inventory.positions (
  sku_id bigint not null,
  place_id bigint not null,
  shop_id bigint not null,
  on_hand integer not null default 0,
  reserved integer not null default 0,
  is_slice boolean not null default false,
  is_open boolean not null default true,
  constraint positions_pkey PRIMARY KEY (sku_id, place_id),
  constraint positions_place_id_fkey FOREIGN KEY (place_id) REFERENCES inventory.places(id),
  constraint positions_shop_id_sku_id_fkey FOREIGN KEY (shop_id, sku_id) REFERENCES catalog.skus(shop_id, id),
  constraint positions_sku_id_fkey FOREIGN KEY (sku_id) REFERENCES catalog.skus(id),
  constraint positions_check CHECK (((reserved >= 0) AND (reserved <= on_hand))),
  constraint positions_on_hand_check CHECK ((on_hand >= 0))
) with (fillfactor=50);
CREATE INDEX positions_by_shop ON inventory.positions USING btree (shop_id, sku_id);
CREATE TRIGGER released AFTER UPDATE ON inventory.positions FOR EACH ROW WHEN ((((old.on_hand - old.reserved) <= 0) AND ((new.on_hand - new.reserved) > 0))) EXECUTE FUNCTION inventory.tell_released();

create table inventory.reservations (
  order_id bigint not null,
  line_id bigint not null,
  sku_id bigint not null,
  place_id bigint not null,
  quantity integer not null,
  state text not null,
  shipped integer not null default 0,
  constraint reservations_pkey PRIMARY KEY (order_id, line_id),
  constraint reservations_check CHECK (((shipped >= 0) AND (shipped <= quantity))),
  constraint reservations_quantity_check CHECK ((quantity > 0)),
  constraint reservations_state_check CHECK ((state = ANY (ARRAY['held'::text, 'committed'::text, 'consumed'::text, 'released'::text])))
) with (fillfactor=80);
CREATE INDEX reservations_live ON inventory.reservations USING btree (sku_id, place_id) WHERE (state = ANY (ARRAY['held'::text, 'committed'::text]));

create view inventory.sku_products as
 SELECT id AS sku_id,
    product_id
   FROM catalog.skus;

create table inventory.slices (
  place_id bigint not null,
  shop_id bigint not null,
  sku_id bigint not null,
  home_id bigint not null,
  owner_kind text not null,
  owner_id bigint not null,
  pieces integer not null,
  returned integer not null default 0,
  has_line boolean not null default false,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  constraint slices_pkey PRIMARY KEY (place_id),
  constraint slices_owner_kind_owner_id_sku_id_key UNIQUE (owner_kind, owner_id, sku_id),
  constraint slices_home_id_fkey FOREIGN KEY (home_id) REFERENCES inventory.places(id),
  constraint slices_place_id_fkey FOREIGN KEY (place_id) REFERENCES inventory.places(id),
  constraint slices_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shops.shops(id),
  constraint slices_sku_id_fkey FOREIGN KEY (sku_id) REFERENCES catalog.skus(id),
  constraint slices_check CHECK (((returned >= 0) AND (returned <= pieces))),
  constraint slices_owner_kind_check CHECK ((owner_kind = ANY (ARRAY['flash'::text, 'room'::text]))),
  constraint slices_pieces_check CHECK ((pieces > 0))
);
CREATE INDEX slices_open ON inventory.slices USING btree (sku_id) WHERE (closed_at IS NULL);

create table inventory.waits (
  id bigint not null,
  sku_id bigint not null,
  slice_id bigint,
  person_id bigint not null,
  quantity integer not null,
  state text not null,
  offered_until timestamp with time zone,
  asked_at timestamp with time zone not null,
  constraint waits_pkey PRIMARY KEY (id),
  constraint waits_sku_id_fkey FOREIGN KEY (sku_id) REFERENCES catalog.skus(id),
  constraint waits_slice_id_fkey FOREIGN KEY (slice_id) REFERENCES inventory.places(id),
  constraint waits_check CHECK (((state <> 'offered'::text) OR (offered_until IS NOT NULL))),
  constraint waits_quantity_check CHECK (((quantity >= 1) AND (quantity <= 999))),
  constraint waits_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'offered'::text, 'taken'::text, 'lapsed'::text, 'left'::text])))
);
CREATE INDEX waits_by_person ON inventory.waits USING btree (person_id, id DESC);
CREATE INDEX waits_in_line ON inventory.waits USING btree (sku_id, COALESCE(slice_id, (0)::bigint), id) WHERE (state = 'waiting'::text);
CREATE INDEX waits_offered ON inventory.waits USING btree (offered_until) WHERE (state = 'offered'::text);
CREATE UNIQUE INDEX one_wait_each ON inventory.waits USING btree (sku_id, COALESCE(slice_id, (0)::bigint), person_id) WHERE (state = ANY (ARRAY['waiting'::text, 'offered'::text]));

create table ledger.accounts (
  key text not null,
  kind text not null,
  owner text not null,
  has_floor boolean not null,
  constraint accounts_pkey PRIMARY KEY (key),
  constraint accounts_check CHECK ((key = ((kind || ':'::text) || owner))),
  constraint accounts_check1 CHECK ((has_floor = (kind = ANY (ARRAY['held'::text, 'disputed'::text, 'due'::text, 'reserve'::text, 'deposit'::text, 'budget'::text])))),
  constraint accounts_kind_check CHECK ((kind = ANY (ARRAY['buyers'::text, 'paid_out'::text, 'own'::text, 'held'::text, 'disputed'::text, 'due'::text, 'reserve'::text, 'deposit'::text, 'owed'::text, 'budget'::text, 'clearing_refund'::text, 'clearing_payout'::text, 'fee'::text, 'loss'::text, 'rounding'::text, 'suspense'::text])))
);

create table ledger.balances (
  account text not null,
  posted_fen bigint not null default 0,
  reserved_fen bigint not null default 0,
  constraint balances_pkey PRIMARY KEY (account),
  constraint balances_check CHECK (((posted_fen - reserved_fen) >= 0)),
  constraint balances_reserved_fen_check CHECK ((reserved_fen >= 0))
) with (fillfactor=70);

create table ledger.order_books (
  order_id bigint not null,
  shop_id bigint not null,
  paid_fen bigint not null,
  subsidy_fen bigint not null default 0,
  refunded_fen bigint not null default 0,
  released_fen bigint not null default 0,
  releasing boolean not null default false,
  releases integer not null default 0,
  booked_at timestamp with time zone not null,
  constraint order_books_pkey PRIMARY KEY (order_id),
  constraint order_books_check CHECK ((refunded_fen <= (paid_fen + subsidy_fen))),
  constraint order_books_check1 CHECK ((released_fen <= (paid_fen + subsidy_fen))),
  constraint order_books_paid_fen_check CHECK ((paid_fen >= 0)),
  constraint order_books_refunded_fen_check CHECK ((refunded_fen >= 0)),
  constraint order_books_released_fen_check CHECK ((released_fen >= 0)),
  constraint order_books_subsidy_fen_check CHECK ((subsidy_fen >= 0))
) with (fillfactor=80);
CREATE INDEX books_open ON ledger.order_books USING btree (shop_id) WHERE ((paid_fen + subsidy_fen) > (refunded_fen + released_fen));

create table ledger.order_lines (
  order_id bigint not null,
  line_id bigint not null,
  paid_fen bigint not null,
  goods_fen bigint not null,
  refunded_fen bigint not null default 0,
  reversed_goods_fen bigint not null default 0,
  released_goods_fen bigint,
  constraint order_lines_pkey PRIMARY KEY (order_id, line_id),
  constraint order_lines_check CHECK ((refunded_fen <= paid_fen)),
  constraint order_lines_check1 CHECK ((reversed_goods_fen <= goods_fen)),
  constraint order_lines_goods_fen_check CHECK ((goods_fen >= 0)),
  constraint order_lines_paid_fen_check CHECK ((paid_fen >= 0)),
  constraint order_lines_refunded_fen_check CHECK ((refunded_fen >= 0)),
  constraint order_lines_released_goods_fen_check CHECK ((released_goods_fen >= 0)),
  constraint order_lines_reversed_goods_fen_check CHECK ((reversed_goods_fen >= 0))
);

create table ledger.pendings (
  transfer_id text not null,
  due_at timestamp with time zone not null,
  resolved boolean not null default false,
  constraint pendings_pkey PRIMARY KEY (transfer_id),
  constraint pendings_transfer_id_fkey FOREIGN KEY (transfer_id) REFERENCES ledger.transfers(id)
);
CREATE INDEX pendings_open ON ledger.pendings USING btree (due_at) WHERE (NOT resolved);

create table ledger.resolutions (
  transfer_id text not null,
  outcome text not null,
  happened_at timestamp with time zone not null,
  constraint resolutions_pkey PRIMARY KEY (transfer_id),
  constraint resolutions_transfer_id_fkey FOREIGN KEY (transfer_id) REFERENCES ledger.transfers(id),
  constraint resolutions_outcome_check CHECK ((outcome = ANY (ARRAY['posted'::text, 'voided'::text, 'expired'::text])))
);
CREATE TRIGGER resolutions_never_change BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.resolutions FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

create table ledger.shares (
  order_id bigint not null,
  line_id bigint not null,
  payee text not null,
  bp integer not null,
  fen bigint not null,
  returned_fen bigint not null default 0,
  reason text not null,
  constraint shares_pkey PRIMARY KEY (order_id, line_id, payee),
  constraint shares_order_id_line_id_fkey FOREIGN KEY (order_id, line_id) REFERENCES ledger.order_lines(order_id, line_id),
  constraint shares_bp_check CHECK (((bp >= 0) AND (bp <= 10000))),
  constraint shares_check CHECK (((returned_fen >= 0) AND (returned_fen <= fen))),
  constraint shares_fen_check CHECK ((fen >= 0))
);
CREATE INDEX shares_by_payee ON ledger.shares USING btree (payee, order_id DESC);

create table ledger.transfers (
  id text not null,
  posting text not null,
  from_account text not null,
  to_account text not null,
  fen bigint not null,
  kind text not null,
  state text not null default 'posted'::text,
  ref text not null,
  actor text not null,
  happened_at timestamp with time zone not null,
  constraint transfers_pkey PRIMARY KEY (id),
  constraint transfers_check CHECK ((from_account <> to_account)),
  constraint transfers_fen_check CHECK ((fen > 0)),
  constraint transfers_state_check CHECK ((state = ANY (ARRAY['posted'::text, 'pending'::text])))
);
CREATE INDEX transfers_by_posting ON ledger.transfers USING btree (posting);
CREATE INDEX transfers_from ON ledger.transfers USING btree (from_account);
CREATE INDEX transfers_to ON ledger.transfers USING btree (to_account);
CREATE TRIGGER transfers_never_change BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.transfers FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

create table live.item_actions (
  room_id bigint not null,
  product_id bigint not null,
  visitor text not null,
  kind text not null,
  times integer not null default 1,
  first_at timestamp with time zone not null,
  constraint item_actions_pkey PRIMARY KEY (room_id, product_id, kind, visitor),
  constraint item_actions_room_id_fkey FOREIGN KEY (room_id) REFERENCES live.rooms(id),
  constraint item_actions_kind_check CHECK ((kind = ANY (ARRAY['exposure'::text, 'click'::text])))
);

create table live.likers (
  room_id bigint not null,
  visitor text not null,
  times bigint not null,
  constraint likers_pkey PRIMARY KEY (room_id, visitor),
  constraint likers_room_id_fkey FOREIGN KEY (room_id) REFERENCES live.rooms(id)
);

create table live.lines (
  room_id bigint not null,
  told bigint not null default 0,
  constraint lines_pkey PRIMARY KEY (room_id),
  constraint lines_room_id_fkey FOREIGN KEY (room_id) REFERENCES live.rooms(id)
) with (fillfactor=50);

create table live.messages (
  id bigint not null,
  room_id bigint not null,
  person_id bigint not null,
  request_id text not null,
  name text not null,
  badge text not null,
  text text not null,
  reply_to bigint,
  removed_by bigint,
  removed_at timestamp with time zone,
  sent_at timestamp with time zone not null,
  constraint messages_pkey PRIMARY KEY (id),
  constraint messages_room_id_fkey FOREIGN KEY (room_id) REFERENCES live.rooms(id),
  constraint messages_badge_check CHECK ((badge = ANY (ARRAY['viewer'::text, 'host'::text, 'moderator'::text, 'buyer'::text])))
);
CREATE INDEX messages_by_person ON live.messages USING btree (room_id, person_id, id DESC);
CREATE INDEX messages_by_room ON live.messages USING btree (room_id, id DESC);
CREATE UNIQUE INDEX messages_once ON live.messages USING btree (room_id, person_id, request_id);

create table live.minutes (
  room_id bigint not null,
  at timestamp with time zone not null,
  online integer not null,
  constraint minutes_pkey PRIMARY KEY (room_id, at),
  constraint minutes_room_id_fkey FOREIGN KEY (room_id) REFERENCES live.rooms(id),
  constraint minutes_online_check CHECK ((online >= 0))
);

create table live.moderators (
  room_id bigint not null,
  person_id bigint not null,
  added_by bigint not null,
  added_at timestamp with time zone not null,
  constraint moderators_pkey PRIMARY KEY (room_id, person_id),
  constraint moderators_room_id_fkey FOREIGN KEY (room_id) REFERENCES live.rooms(id)
);

create table live.mutes (
  id bigint not null,
  room_id bigint not null,
  person_id bigint not null,
  kind text not null,
  reason text not null,
  until timestamp with time zone,
  created_by bigint not null,
  created_at timestamp with time zone not null,
  lifted_by bigint,
  lifted_at timestamp with time zone,
  constraint mutes_pkey PRIMARY KEY (id),
  constraint mutes_room_id_fkey FOREIGN KEY (room_id) REFERENCES live.rooms(id),
  constraint mutes_kind_check CHECK ((kind = ANY (ARRAY['mute'::text, 'ban'::text])))
);
CREATE UNIQUE INDEX one_mute ON live.mutes USING btree (room_id, person_id, kind) WHERE (lifted_at IS NULL);

create table live.pins (
  id bigint not null,
  room_id bigint not null,
  product_id bigint not null,
  opened_by bigint not null,
  opened_at timestamp with time zone not null,
  media_ms bigint not null default 0,
  sold_out_at timestamp with time zone,
  closed_by bigint,
  closed_at timestamp with time zone,
  constraint pins_pkey PRIMARY KEY (id),
  constraint pins_room_id_fkey FOREIGN KEY (room_id) REFERENCES live.rooms(id)
);
CREATE INDEX pins_by_room ON live.pins USING btree (room_id, id);
CREATE UNIQUE INDEX one_open_pin ON live.pins USING btree (room_id) WHERE (closed_at IS NULL);

create table live.presence (
  room_id bigint not null,
  gateway text not null,
  online integer not null,
  seen_at timestamp with time zone not null,
  constraint presence_pkey PRIMARY KEY (room_id, gateway),
  constraint presence_room_id_fkey FOREIGN KEY (room_id) REFERENCES live.rooms(id),
  constraint presence_online_check CHECK ((online >= 0))
) with (fillfactor=50);

create table live.reservations (
  room_id bigint not null,
  person_id bigint not null,
  created_at timestamp with time zone not null,
  constraint reservations_pkey PRIMARY KEY (room_id, person_id),
  constraint reservations_room_id_fkey FOREIGN KEY (room_id) REFERENCES live.rooms(id)
);

create table live.room_words (
  room_id bigint not null,
  word text not null,
  constraint room_words_pkey PRIMARY KEY (room_id, word),
  constraint room_words_room_id_fkey FOREIGN KEY (room_id) REFERENCES live.rooms(id),
  constraint room_words_word_check CHECK (((length(word) >= 1) AND (length(word) <= 40)))
);

create table live.rooms (
  id bigint not null,
  creator_id bigint not null,
  title text not null,
  intro text not null default ''::text,
  cover_key text,
  state text not null,
  why_ended text,
  planned_at timestamp with time zone,
  stream_id bigint not null,
  recording_id bigint,
  started_at timestamp with time zone,
  interrupted_at timestamp with time zone,
  ended_at timestamp with time zone,
  likes bigint not null default 0,
  version integer not null default 1,
  is_standing boolean not null default false,
  ready_at timestamp with time zone,
  reminded_at timestamp with time zone,
  recorded_ms bigint not null default 0,
  recording_since timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint rooms_pkey PRIMARY KEY (id),
  constraint rooms_stream_id_key UNIQUE (stream_id),
  constraint rooms_recording_id_fkey FOREIGN KEY (recording_id) REFERENCES media.recordings(id),
  constraint rooms_stream_id_fkey FOREIGN KEY (stream_id) REFERENCES media.streams(id),
  constraint rooms_likes_check CHECK ((likes >= 0)),
  constraint rooms_recorded_ms_check CHECK ((recorded_ms >= 0)),
  constraint rooms_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'announced'::text, 'ready'::text, 'live'::text, 'interrupted'::text, 'ended'::text, 'cancelled'::text, 'archived'::text])))
);
CREATE INDEX rooms_by_creator ON live.rooms USING btree (creator_id, id DESC);
CREATE INDEX rooms_open ON live.rooms USING btree (state) WHERE (state = ANY (ARRAY['announced'::text, 'ready'::text, 'live'::text, 'interrupted'::text]));

create table live.sale_lines (
  order_id bigint not null,
  line_id bigint not null,
  product_id bigint not null,
  paid_fen bigint not null,
  constraint sale_lines_pkey PRIMARY KEY (order_id, line_id),
  constraint sale_lines_order_id_fkey FOREIGN KEY (order_id) REFERENCES live.sales(order_id),
  constraint sale_lines_paid_fen_check CHECK ((paid_fen >= 0))
);

create table live.sales (
  order_id bigint not null,
  room_id bigint not null,
  buyer_id bigint not null,
  product_ids bigint[] not null,
  placed_fen bigint not null,
  paid_fen bigint not null default 0,
  refunded_fen bigint not null default 0,
  placed_at timestamp with time zone not null,
  paid_at timestamp with time zone,
  constraint sales_pkey PRIMARY KEY (order_id),
  constraint sales_room_id_fkey FOREIGN KEY (room_id) REFERENCES live.rooms(id),
  constraint sales_paid_fen_check CHECK ((paid_fen >= 0)),
  constraint sales_placed_fen_check CHECK ((placed_fen >= 0)),
  constraint sales_refunded_fen_check CHECK ((refunded_fen >= 0))
);
CREATE INDEX sales_by_room ON live.sales USING btree (room_id);

create table live.shelf_items (
  room_id bigint not null,
  product_id bigint not null,
  shop_id bigint not null,
  number integer not null,
  position integer not null,
  added_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  shown text not null default ''::text,
  constraint shelf_items_pkey PRIMARY KEY (room_id, product_id),
  constraint shelf_items_room_id_fkey FOREIGN KEY (room_id) REFERENCES live.rooms(id),
  constraint shelf_items_number_check CHECK (((number >= 1) AND (number <= 999)))
);
CREATE INDEX shelf_by_product ON live.shelf_items USING btree (product_id) WHERE (removed_at IS NULL);

create table live.summaries (
  room_id bigint not null,
  figures jsonb not null,
  made_at timestamp with time zone not null,
  constraint summaries_pkey PRIMARY KEY (room_id),
  constraint summaries_room_id_fkey FOREIGN KEY (room_id) REFERENCES live.rooms(id)
);

create table live.visits (
  room_id bigint not null,
  visitor text not null,
  views integer not null default 1,
  seconds integer not null default 0,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  constraint visits_pkey PRIMARY KEY (room_id, visitor),
  constraint visits_room_id_fkey FOREIGN KEY (room_id) REFERENCES live.rooms(id),
  constraint visits_seconds_check CHECK ((seconds >= 0))
) with (fillfactor=70);

create table media.publish_log (
  id bigint not null,
  stream_id bigint,
  outcome text not null,
  why text not null default ''::text,
  remote text not null,
  happened_at timestamp with time zone not null,
  constraint publish_log_pkey PRIMARY KEY (id),
  constraint publish_log_outcome_check CHECK ((outcome = ANY (ARRAY['started'::text, 'stopped'::text, 'refused'::text])))
);
CREATE INDEX publish_log_by_stream ON media.publish_log USING btree (stream_id, id DESC);

create table media.recordings (
  id bigint not null,
  stream_id bigint not null,
  state text not null,
  duration_ms bigint not null default 0,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  constraint recordings_pkey PRIMARY KEY (id),
  constraint recordings_stream_id_fkey FOREIGN KEY (stream_id) REFERENCES media.streams(id),
  constraint recordings_duration_ms_check CHECK ((duration_ms >= 0)),
  constraint recordings_state_check CHECK ((state = ANY (ARRAY['recording'::text, 'ready'::text, 'empty'::text])))
);
CREATE INDEX recordings_by_stream ON media.recordings USING btree (stream_id);

create table media.stream_keys (
  id bigint not null,
  stream_id bigint not null,
  key_hash bytea not null,
  last_four text not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  created_by bigint not null,
  created_at timestamp with time zone not null,
  constraint stream_keys_pkey PRIMARY KEY (id),
  constraint stream_keys_key_hash_key UNIQUE (key_hash),
  constraint stream_keys_stream_id_fkey FOREIGN KEY (stream_id) REFERENCES media.streams(id)
);
CREATE UNIQUE INDEX one_key_per_stream ON media.stream_keys USING btree (stream_id) WHERE (revoked_at IS NULL);

create table media.streams (
  id bigint not null,
  owner_id bigint not null,
  state text not null,
  clip_path text,
  session_id text,
  started_at timestamp with time zone,
  interrupted_at timestamp with time zone,
  ended_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint streams_pkey PRIMARY KEY (id),
  constraint streams_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES identity.people(id),
  constraint streams_state_check CHECK ((state = ANY (ARRAY['idle'::text, 'publishing'::text, 'interrupted'::text, 'ended'::text])))
);

create table media.uploads (
  id bigint not null,
  owner_id bigint not null,
  kind text not null,
  state text not null,
  storage_key text not null,
  width integer not null,
  height integer not null,
  bytes integer not null,
  sha256 bytea not null,
  created_at timestamp with time zone not null,
  constraint uploads_pkey PRIMARY KEY (id),
  constraint uploads_storage_key_key UNIQUE (storage_key),
  constraint uploads_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES identity.people(id),
  constraint uploads_bytes_check CHECK ((bytes > 0)),
  constraint uploads_height_check CHECK ((height > 0)),
  constraint uploads_kind_check CHECK ((kind = 'image'::text)),
  constraint uploads_state_check CHECK ((state = ANY (ARRAY['ready'::text, 'rejected'::text, 'removed'::text]))),
  constraint uploads_width_check CHECK ((width > 0))
);

create table orders.checkouts (
  id bigint not null,
  buyer_id bigint not null,
  request_id text not null,
  fingerprint bytea not null,
  payable_fen bigint not null,
  created_at timestamp with time zone not null,
  constraint checkouts_pkey PRIMARY KEY (id),
  constraint checkouts_buyer_id_request_id_key UNIQUE (buyer_id, request_id),
  constraint checkouts_payable_fen_check CHECK ((payable_fen > 0))
);

create table orders.history (
  order_id bigint not null,
  id bigint not null,
  state text not null,
  by_whom text not null,
  why text not null default ''::text,
  happened_at timestamp with time zone not null,
  constraint history_pkey PRIMARY KEY (id)
);
CREATE INDEX history_by_order ON orders.history USING btree (order_id, id);

create table orders.lines (
  id bigint not null,
  order_id bigint not null,
  buyer_id bigint not null,
  product_id bigint not null,
  product_version integer not null,
  sku_id bigint not null,
  quantity integer not null,
  unit_fen bigint not null,
  discount_fen bigint not null default 0,
  freight_fen bigint not null default 0,
  paid_fen bigint not null,
  shipped integer not null default 0,
  refunded_fen bigint not null default 0,
  snapshot jsonb not null,
  trail jsonb not null,
  deal_id bigint,
  constraint lines_pkey PRIMARY KEY (id),
  constraint lines_order_id_sku_id_key UNIQUE (order_id, sku_id),
  constraint lines_check CHECK (((discount_fen >= 0) AND (discount_fen <= (unit_fen * quantity)))),
  constraint lines_check1 CHECK (((shipped >= 0) AND (shipped <= quantity))),
  constraint lines_check2 CHECK ((paid_fen = (((unit_fen * quantity) - discount_fen) + freight_fen))),
  constraint lines_check3 CHECK (((refunded_fen >= 0) AND (refunded_fen <= paid_fen))),
  constraint lines_freight_fen_check CHECK ((freight_fen >= 0)),
  constraint lines_paid_fen_check CHECK ((paid_fen >= 0)),
  constraint lines_quantity_check CHECK (((quantity >= 1) AND (quantity <= 999))),
  constraint lines_unit_fen_check CHECK ((unit_fen > 0))
);
CREATE INDEX lines_bought ON orders.lines USING btree (buyer_id, sku_id);
CREATE INDEX lines_in_deal ON orders.lines USING btree (deal_id, buyer_id) WHERE (deal_id IS NOT NULL);

create table orders.orders (
  id bigint not null,
  checkout_id bigint not null,
  buyer_id bigint not null,
  shop_id bigint not null,
  state text not null,
  goods_fen bigint not null,
  discount_fen bigint not null default 0,
  freight_fen bigint not null default 0,
  payable_fen bigint not null,
  grant_id bigint,
  refunded_fen bigint not null default 0,
  receiver_sealed bytea not null,
  region_names text[] not null,
  note text not null default ''::text,
  scene text not null,
  channel text not null,
  room_id bigint,
  pin_id bigint,
  creator_id bigint,
  promise_hours integer not null,
  confirm_days integer not null,
  pay_by timestamp with time zone not null,
  placed_at timestamp with time zone not null,
  paid_at timestamp with time zone,
  shipped_at timestamp with time zone,
  signed_at timestamp with time zone,
  confirm_by timestamp with time zone,
  extended boolean not null default false,
  open_case_id bigint,
  ended_at timestamp with time zone,
  version integer not null default 1,
  constraint orders_pkey PRIMARY KEY (id),
  constraint orders_channel_check CHECK ((channel = ANY (ARRAY['own'::text, 'ads'::text, 'linked'::text, 'public'::text]))),
  constraint orders_check CHECK (((discount_fen >= 0) AND (discount_fen <= goods_fen))),
  constraint orders_check1 CHECK (((refunded_fen >= 0) AND (refunded_fen <= payable_fen))),
  constraint orders_check2 CHECK ((payable_fen = ((goods_fen - discount_fen) + freight_fen))),
  constraint orders_freight_fen_check CHECK ((freight_fen >= 0)),
  constraint orders_goods_fen_check CHECK ((goods_fen > 0)),
  constraint orders_payable_fen_check CHECK ((payable_fen > 0)),
  constraint orders_scene_check CHECK ((scene = ANY (ARRAY['other'::text, 'live'::text, 'video'::text, 'share'::text, 'showcase'::text, 'article'::text]))),
  constraint orders_state_check CHECK ((state = ANY (ARRAY['unpaid'::text, 'closing'::text, 'gift_unclaimed'::text, 'group_forming'::text, 'voucher'::text, 'to_ship'::text, 'partly_shipped'::text, 'to_receive'::text, 'done'::text, 'oversold'::text, 'all_refunded'::text, 'unpaid_closed'::text])))
) with (fillfactor=80);
CREATE INDEX orders_by_buyer ON orders.orders USING btree (buyer_id, id DESC);
CREATE INDEX orders_by_checkout ON orders.orders USING btree (checkout_id);
CREATE INDEX orders_by_room ON orders.orders USING btree (room_id) WHERE (room_id IS NOT NULL);
CREATE INDEX orders_by_shop ON orders.orders USING btree (shop_id, id DESC);
CREATE INDEX orders_to_confirm ON orders.orders USING btree (confirm_by) WHERE (state = 'to_receive'::text);
CREATE INDEX orders_unpaid ON orders.orders USING btree (pay_by) WHERE (state = ANY (ARRAY['unpaid'::text, 'closing'::text]));

create table payments.captures (
  provider text not null,
  provider_ref text not null,
  intent_id bigint not null,
  fen bigint not null,
  applied boolean not null,
  captured_at timestamp with time zone not null,
  constraint captures_pkey PRIMARY KEY (provider, provider_ref),
  constraint captures_fen_check CHECK ((fen > 0))
);
CREATE UNIQUE INDEX one_applied_capture ON payments.captures USING btree (intent_id) WHERE applied;

create table payments.cases (
  id bigint not null,
  kind text not null,
  subject text not null,
  fen bigint not null,
  note text not null,
  closed_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint cases_pkey PRIMARY KEY (id),
  constraint cases_kind_subject_key UNIQUE (kind, subject),
  constraint cases_fen_check CHECK ((fen >= 0)),
  constraint cases_kind_check CHECK ((kind = ANY (ARRAY['mismatch'::text, 'unknown_number'::text, 'abnormal_refund'::text, 'failed_split'::text])))
);

create table payments.inbox (
  provider text not null,
  event_id text not null,
  kind text not null,
  outcome text not null,
  body text not null,
  received_at timestamp with time zone not null,
  constraint inbox_pkey PRIMARY KEY (provider, event_id)
);

create table payments.intents (
  id bigint not null,
  purpose text not null,
  subject_id bigint not null,
  payer_id bigint not null,
  provider text not null,
  out_trade_no text not null,
  fen bigint not null,
  parts jsonb not null,
  state text not null,
  pay_url text,
  provider_ref text,
  expires_at timestamp with time zone not null,
  look_at timestamp with time zone not null,
  looks integer not null default 0,
  created_at timestamp with time zone not null,
  captured_at timestamp with time zone,
  constraint intents_pkey PRIMARY KEY (id),
  constraint intents_out_trade_no_key UNIQUE (out_trade_no),
  constraint intents_purpose_subject_id_key UNIQUE (purpose, subject_id),
  constraint intents_fen_check CHECK ((fen > 0)),
  constraint intents_purpose_check CHECK ((purpose = ANY (ARRAY['checkout'::text, 'deposit'::text]))),
  constraint intents_state_check CHECK ((state = ANY (ARRAY['created'::text, 'submitted'::text, 'closing'::text, 'closed'::text, 'captured'::text, 'failed'::text, 'quarantined'::text])))
) with (fillfactor=80);
CREATE INDEX intents_to_look ON payments.intents USING btree (look_at) WHERE ((state = ANY (ARRAY['submitted'::text, 'closing'::text])) OR ((state = 'closed'::text) AND (looks < 3)));
CREATE UNIQUE INDEX intents_by_provider_ref ON payments.intents USING btree (provider_ref) WHERE (provider_ref IS NOT NULL);

create table payments.paid_orders (
  order_id bigint not null,
  intent_id bigint not null,
  provider_ref text not null,
  constraint paid_orders_pkey PRIMARY KEY (order_id)
);

create table payments.refunds (
  id bigint not null,
  out_refund_no text not null,
  intent_id bigint not null,
  order_id bigint,
  case_id bigint,
  fen bigint not null,
  why text not null,
  provider_ref text not null,
  state text not null,
  attempts integer not null default 1,
  look_at timestamp with time zone not null,
  looks integer not null default 0,
  created_at timestamp with time zone not null,
  succeeded_at timestamp with time zone,
  constraint refunds_pkey PRIMARY KEY (id),
  constraint refunds_out_refund_no_key UNIQUE (out_refund_no),
  constraint refunds_intent_id_fkey FOREIGN KEY (intent_id) REFERENCES payments.intents(id),
  constraint refunds_fen_check CHECK ((fen > 0)),
  constraint refunds_state_check CHECK ((state = ANY (ARRAY['requested'::text, 'processing'::text, 'succeeded'::text, 'closed'::text, 'abnormal'::text]))),
  constraint refunds_why_check CHECK ((why = ANY (ARRAY['aftersale'::text, 'late'::text, 'second'::text, 'mismatch'::text])))
);
CREATE INDEX refunds_by_order ON payments.refunds USING btree (order_id);
CREATE INDEX refunds_to_look ON payments.refunds USING btree (look_at) WHERE (state = ANY (ARRAY['requested'::text, 'processing'::text, 'abnormal'::text]));

create table payments.splits (
  id bigint not null,
  out_order_no text not null,
  intent_id bigint not null,
  order_id bigint not null,
  receivers jsonb not null,
  state text not null,
  attempts integer not null default 1,
  look_at timestamp with time zone not null,
  looks integer not null default 0,
  created_at timestamp with time zone not null,
  constraint splits_pkey PRIMARY KEY (id),
  constraint splits_out_order_no_key UNIQUE (out_order_no),
  constraint splits_intent_id_fkey FOREIGN KEY (intent_id) REFERENCES payments.intents(id),
  constraint splits_state_check CHECK ((state = ANY (ARRAY['requested'::text, 'processing'::text, 'succeeded'::text, 'failed'::text])))
);
CREATE INDEX splits_to_look ON payments.splits USING btree (look_at) WHERE (state = ANY (ARRAY['requested'::text, 'processing'::text]));
CREATE UNIQUE INDEX one_split_that_counts ON payments.splits USING btree (order_id) WHERE (state <> 'failed'::text);

create table platform.audit_rows (
  id bigint not null,
  actor_id bigint not null,
  action text not null,
  subject text not null,
  scope text not null,
  scope_id bigint,
  reason text not null,
  detail jsonb not null,
  happened_at timestamp with time zone not null,
  constraint audit_rows_pkey PRIMARY KEY (id),
  constraint audit_rows_scope_check CHECK ((scope = ANY (ARRAY['shop'::text, 'platform'::text, 'room'::text])))
);
CREATE INDEX audit_by_time ON platform.audit_rows USING btree (id DESC);

create table platform.cursors (
  consumer text not null,
  seen pg_snapshot not null,
  target pg_snapshot,
  last_id bigint not null default 0,
  constraint cursors_pkey PRIMARY KEY (consumer)
);

create table platform.events (
  id bigint not null generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  topic text not null,
  payload jsonb not null,
  happened_at timestamp with time zone not null,
  constraint events_pkey PRIMARY KEY (id)
);
CREATE INDEX events_by_transaction ON platform.events USING btree (xid, id);

create table platform.idempotency (
  space text not null,
  key text not null,
  fingerprint bytea not null,
  status integer not null,
  body text not null,
  created_at timestamp with time zone not null,
  constraint idempotency_pkey PRIMARY KEY (space, key)
);
CREATE INDEX idempotency_by_age ON platform.idempotency USING btree (created_at);

create table platform.migrations (
  number integer not null,
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migrations_pkey PRIMARY KEY (number)
);

create table platform.seeds (
  name text not null,
  begun_at timestamp with time zone not null default now(),
  finished_at timestamp with time zone,
  constraint seeds_pkey PRIMARY KEY (name)
);

create table platform.settings (
  name text not null,
  value jsonb not null,
  updated_at timestamp with time zone not null,
  constraint settings_pkey PRIMARY KEY (name)
);

create table promotions.coupons (
  id bigint not null,
  shop_id bigint not null,
  name_zh text not null,
  name_en text not null,
  kind text not null,
  off_fen bigint not null,
  from_fen bigint not null,
  total integer not null,
  claimed integer not null default 0,
  per_person integer not null default 1,
  state text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  constraint coupons_pkey PRIMARY KEY (id),
  constraint coupons_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shops.shops(id),
  constraint coupons_check CHECK (((claimed >= 0) AND (claimed <= total))),
  constraint coupons_check1 CHECK (((from_fen = 0) OR (off_fen < from_fen))),
  constraint coupons_check2 CHECK ((ends_at > starts_at)),
  constraint coupons_from_fen_check CHECK ((from_fen >= 0)),
  constraint coupons_kind_check CHECK ((kind = 'amount_off'::text)),
  constraint coupons_off_fen_check CHECK ((off_fen > 0)),
  constraint coupons_per_person_check CHECK (((per_person >= 1) AND (per_person <= 100))),
  constraint coupons_state_check CHECK ((state = ANY (ARRAY['editing'::text, 'valid'::text, 'expired'::text, 'void'::text, 'deleted'::text]))),
  constraint coupons_total_check CHECK ((total > 0))
);
CREATE INDEX coupons_by_shop ON promotions.coupons USING btree (shop_id, id DESC);
CREATE INDEX coupons_to_end ON promotions.coupons USING btree (ends_at) WHERE (state = 'valid'::text);

create table promotions.deal_sales (
  line_id bigint not null,
  deal_id bigint not null,
  order_id bigint not null,
  buyer_id bigint not null,
  quantity integer not null,
  paid_fen bigint not null,
  state text not null,
  constraint deal_sales_pkey PRIMARY KEY (line_id),
  constraint deal_sales_deal_id_fkey FOREIGN KEY (deal_id) REFERENCES promotions.deals(id),
  constraint deal_sales_paid_fen_check CHECK ((paid_fen >= 0)),
  constraint deal_sales_quantity_check CHECK ((quantity > 0)),
  constraint deal_sales_state_check CHECK ((state = ANY (ARRAY['unpaid'::text, 'paid'::text, 'closed'::text, 'refunded'::text])))
) with (fillfactor=80);
CREATE INDEX deal_sales_by_deal ON promotions.deal_sales USING btree (deal_id, buyer_id);
CREATE INDEX deal_sales_by_order ON promotions.deal_sales USING btree (order_id);

create table promotions.deals (
  id bigint not null,
  shop_id bigint not null,
  product_id bigint not null,
  sku_id bigint not null,
  room_id bigint,
  price_fen bigint not null,
  list_fen bigint not null,
  pieces integer not null,
  per_buyer integer not null,
  verified_only boolean not null,
  takes_coupons boolean not null,
  admission text not null,
  is_hidden boolean not null,
  revealed_at timestamp with time zone,
  state text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  why_ended text,
  ended_at timestamp with time zone,
  version integer not null default 1,
  created_by bigint not null,
  created_at timestamp with time zone not null,
  constraint deals_pkey PRIMARY KEY (id),
  constraint deals_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shops.shops(id),
  constraint deals_admission_check CHECK ((admission = ANY (ARRAY['open'::text, 'line'::text]))),
  constraint deals_check CHECK ((ends_at > starts_at)),
  constraint deals_check1 CHECK ((price_fen < list_fen)),
  constraint deals_check2 CHECK (((state = ANY (ARRAY['ended'::text, 'stopped'::text])) = (ended_at IS NOT NULL))),
  constraint deals_per_buyer_check CHECK (((per_buyer >= 1) AND (per_buyer <= 999))),
  constraint deals_pieces_check CHECK (((pieces >= 1) AND (pieces <= 1000000))),
  constraint deals_price_fen_check CHECK ((price_fen > 0)),
  constraint deals_state_check CHECK ((state = ANY (ARRAY['scheduled'::text, 'running'::text, 'ended'::text, 'stopped'::text]))),
  constraint one_deal_per_sku EXCLUDE USING gist (int8range(sku_id, sku_id, '[]'::text) WITH &&, tstzrange(starts_at, ends_at) WITH &&) WHERE ((state = ANY (ARRAY['scheduled'::text, 'running'::text])))
);
CREATE INDEX deals_by_product ON promotions.deals USING btree (product_id, id DESC);
CREATE INDEX deals_by_room ON promotions.deals USING btree (room_id) WHERE (room_id IS NOT NULL);
CREATE INDEX deals_by_shop ON promotions.deals USING btree (shop_id, id DESC);
CREATE INDEX deals_open ON promotions.deals USING btree (sku_id) WHERE (state = ANY (ARRAY['scheduled'::text, 'running'::text]));

create table promotions.entries (
  deal_id bigint not null,
  person_id bigint not null,
  rank bigint not null,
  state text not null,
  entered_at timestamp with time zone not null,
  admitted_until timestamp with time zone,
  constraint entries_pkey PRIMARY KEY (deal_id, person_id),
  constraint entries_deal_id_fkey FOREIGN KEY (deal_id) REFERENCES promotions.deals(id),
  constraint entries_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'admitted'::text, 'used'::text, 'lapsed'::text])))
) with (fillfactor=70);
CREATE INDEX entries_admitted ON promotions.entries USING btree (deal_id, admitted_until) WHERE (state = 'admitted'::text);
CREATE INDEX entries_waiting ON promotions.entries USING btree (deal_id, rank) WHERE (state = 'waiting'::text);

create table promotions.grants (
  id bigint not null,
  coupon_id bigint not null,
  person_id bigint not null,
  ordinal integer not null,
  state text not null,
  order_id bigint,
  claimed_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint grants_pkey PRIMARY KEY (id),
  constraint grants_coupon_id_person_id_ordinal_key UNIQUE (coupon_id, person_id, ordinal),
  constraint grants_coupon_id_fkey FOREIGN KEY (coupon_id) REFERENCES promotions.coupons(id),
  constraint grants_check CHECK (((state = ANY (ARRAY['locked'::text, 'used'::text])) = (order_id IS NOT NULL))),
  constraint grants_state_check CHECK ((state = ANY (ARRAY['unused'::text, 'locked'::text, 'used'::text, 'expired'::text])))
);
CREATE INDEX grants_by_person ON promotions.grants USING btree (person_id, id DESC);
CREATE INDEX grants_unused ON promotions.grants USING btree (coupon_id) WHERE (state = 'unused'::text);
CREATE UNIQUE INDEX one_coupon_per_order ON promotions.grants USING btree (order_id) WHERE (state = ANY (ARRAY['locked'::text, 'used'::text]));

create table promotions.proofs (
  digest bytea not null,
  good_until timestamp with time zone not null,
  constraint proofs_pkey PRIMARY KEY (digest)
);
CREATE INDEX proofs_by_age ON promotions.proofs USING btree (good_until);

create view safety.actors as
 SELECT id,
    nickname
   FROM identity.people;

create table safety.words (
  word text not null,
  action text not null,
  added_by bigint not null,
  created_at timestamp with time zone not null,
  constraint words_pkey PRIMARY KEY (word),
  constraint words_action_check CHECK ((action = ANY (ARRAY['refuse'::text, 'mask'::text]))),
  constraint words_word_check CHECK (((length(word) >= 1) AND (length(word) <= 40)))
);

create table settlement.bills (
  order_id bigint not null,
  shop_id bigint not null,
  tier text not null,
  days integer not null,
  reserve_bp integer not null,
  fee_bp integer not null,
  state text not null,
  completed_at timestamp with time zone,
  due_at timestamp with time zone,
  released_at timestamp with time zone,
  reserve_fen bigint not null default 0,
  reserve_until timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint bills_pkey PRIMARY KEY (order_id),
  constraint bills_days_check CHECK ((days >= 0)),
  constraint bills_fee_bp_check CHECK (((fee_bp >= 0) AND (fee_bp <= 10000))),
  constraint bills_reserve_bp_check CHECK (((reserve_bp >= 0) AND (reserve_bp <= 10000))),
  constraint bills_reserve_fen_check CHECK ((reserve_fen >= 0)),
  constraint bills_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'due'::text, 'held'::text, 'releasing'::text, 'released'::text, 'cancelled'::text]))),
  constraint bills_tier_check CHECK ((tier = ANY (ARRAY['risk'::text, 'new'::text, 'c'::text, 's'::text, 'a'::text, 'b'::text])))
);
CREATE INDEX bills_by_shop ON settlement.bills USING btree (shop_id, order_id DESC);
CREATE INDEX bills_due ON settlement.bills USING btree (due_at) WHERE ((state = ANY (ARRAY['waiting'::text, 'due'::text, 'held'::text])) AND (due_at IS NOT NULL));
CREATE INDEX bills_reserved ON settlement.bills USING btree (reserve_until) WHERE (reserve_until IS NOT NULL);

create table settlement.flows (
  id bigint not null,
  payee text not null,
  order_id bigint,
  fen bigint not null,
  kind text not null,
  reason jsonb not null,
  source text not null,
  happened_at timestamp with time zone not null,
  constraint flows_pkey PRIMARY KEY (id),
  constraint flows_payee_kind_source_key UNIQUE (payee, kind, source),
  constraint flows_fen_check CHECK ((fen <> 0)),
  constraint flows_kind_check CHECK ((kind = ANY (ARRAY['income'::text, 'fee'::text, 'commission'::text, 'refund'::text, 'reserve'::text, 'reserve_back'::text, 'deposit'::text])))
);
CREATE INDEX flows_by_payee ON settlement.flows USING btree (payee, id DESC);

create table shops.deposits (
  id bigint not null,
  shop_id bigint not null,
  intent_id bigint,
  fen bigint not null,
  state text not null,
  created_at timestamp with time zone not null,
  constraint deposits_pkey PRIMARY KEY (id),
  constraint deposits_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shops.shops(id),
  constraint deposits_fen_check CHECK ((fen > 0)),
  constraint deposits_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'paid'::text, 'closed'::text])))
);
CREATE INDEX deposits_by_shop ON shops.deposits USING btree (shop_id);
CREATE INDEX deposits_waiting ON shops.deposits USING btree (created_at) WHERE (state = 'waiting'::text);

create table shops.shops (
  id bigint not null,
  owner_id bigint not null,
  name text not null,
  intro text not null default ''::text,
  kind text not null,
  licence_number text,
  licence_upload_id bigint,
  logo_key text,
  state text not null,
  review_reasons jsonb not null default '[]'::jsonb,
  deposit_need_fen bigint not null default 0,
  score integer,
  level integer not null default 0,
  tier text not null default 'new'::text,
  fee_bp integer not null default 200,
  split_cap_bp integer not null default 3000,
  paid_orders integer not null default 0,
  paid_fen bigint not null default 0,
  opened_at timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  constraint shops_pkey PRIMARY KEY (id),
  constraint shops_licence_upload_id_fkey FOREIGN KEY (licence_upload_id) REFERENCES media.uploads(id),
  constraint shops_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES identity.people(id),
  constraint shops_check CHECK (((state = 'draft'::text) OR (kind = 'individual'::text) OR (licence_number IS NOT NULL))),
  constraint shops_deposit_need_fen_check CHECK ((deposit_need_fen >= 0)),
  constraint shops_fee_bp_check CHECK (((fee_bp >= 0) AND (fee_bp <= 3000))),
  constraint shops_kind_check CHECK ((kind = ANY (ARRAY['enterprise'::text, 'household'::text, 'individual'::text]))),
  constraint shops_level_check CHECK (((level >= 0) AND (level <= 3))),
  constraint shops_paid_fen_check CHECK ((paid_fen >= 0)),
  constraint shops_paid_orders_check CHECK ((paid_orders >= 0)),
  constraint shops_score_check CHECK (((score >= 0) AND (score <= 500))),
  constraint shops_split_cap_bp_check CHECK (((split_cap_bp >= 0) AND (split_cap_bp <= 10000))),
  constraint shops_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'checking'::text, 'waiting_provider'::text, 'rejected'::text, 'open'::text, 'paused'::text, 'limited'::text, 'frozen'::text, 'closing'::text, 'closed'::text]))),
  constraint shops_tier_check CHECK ((tier = ANY (ARRAY['risk'::text, 'new'::text, 'c'::text, 's'::text, 'a'::text, 'b'::text])))
);
CREATE INDEX shops_by_owner ON shops.shops USING btree (owner_id);
CREATE INDEX shops_by_state ON shops.shops USING btree (state, id);
