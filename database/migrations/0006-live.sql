-- Who helps to sell and what they earn; when money is released; the rooms; the figures.
create schema alliance;
create table alliance.plans (          -- immutable versions: the one at the click counts
  id bigint primary key,
  product_id bigint not null,
  shop_id bigint not null,
  kind text not null check (kind in ('open')),
  commission_bp int not null check (commission_bp between 0 and 5000),
  version int not null,
  starts_at timestamptz not null,
  ends_at timestamptz,
  created_by bigint not null,
  created_at timestamptz not null,
  unique (product_id, version)
);
create index plans_by_shop on alliance.plans (shop_id, id desc);
create table alliance.showcase_items (
  creator_id bigint not null,
  product_id bigint not null,
  shop_id bigint not null,
  added_at timestamptz not null,
  primary key (creator_id, product_id)
);
create table alliance.commissions (
  id bigint primary key,
  order_id bigint not null,
  line_id bigint not null unique,
  shop_id bigint not null,
  creator_id bigint not null,
  plan_id bigint not null references alliance.plans,
  goods_fen bigint not null check (goods_fen >= 0),
  bp int not null check (bp between 0 and 5000),
  fen bigint not null check (fen >= 0),
  state text not null check (state in ('unsettled', 'settled', 'cancelled')),
  created_at timestamptz not null,
  ended_at timestamptz
);
create index commissions_by_creator on alliance.commissions (creator_id, id desc);
create index commissions_by_order on alliance.commissions (order_id);

create schema settlement;
create table settlement.bills (
  order_id bigint primary key,
  shop_id bigint not null,
  tier text not null check (tier in ('risk', 'new', 'c', 's', 'a', 'b')),
  days int not null check (days >= 0),
  reserve_bp int not null check (reserve_bp between 0 and 10000),
  fee_bp int not null check (fee_bp between 0 and 10000),
  state text not null check (state in ('waiting', 'due', 'held', 'releasing', 'released', 'cancelled')),
  completed_at timestamptz,
  due_at timestamptz,
  released_at timestamptz,
  reserve_fen bigint not null default 0 check (reserve_fen >= 0),
  reserve_until timestamptz,           -- null: nothing is kept, or it went back
  created_at timestamptz not null
);
create index bills_reserved on settlement.bills (reserve_until) where reserve_until is not null;
create index bills_due on settlement.bills (due_at) where state in ('waiting', 'due', 'held') and due_at is not null;
create index bills_by_shop on settlement.bills (shop_id, order_id desc);
create table settlement.flows (        -- a statement line: what moved, for whom, and why
  id bigint primary key,
  payee text not null,                 -- shop:1, creator:2, platform
  order_id bigint,
  fen bigint not null check (fen <> 0),
  kind text not null check (kind in ('income', 'fee', 'commission', 'refund', 'reserve', 'reserve_back', 'deposit')),
  reason jsonb not null,               -- {rule, bp, baseFen, …}: enough to recompute the sum
  source text not null,
  happened_at timestamptz not null,
  unique (payee, kind, source)
);
create index flows_by_payee on settlement.flows (payee, id desc);

create schema live;
create table live.rooms (
  id bigint primary key,
  creator_id bigint not null,
  title text not null,
  intro text not null default '',
  cover_key text,
  state text not null check (state in ('draft', 'announced', 'ready', 'live', 'interrupted', 'ended', 'cancelled', 'archived')),
  why_ended text,
  planned_at timestamptz,
  stream_id bigint not null unique references media.streams,
  recording_id bigint references media.recordings,
  started_at timestamptz,
  interrupted_at timestamptz,
  ended_at timestamptz,
  likes bigint not null default 0 check (likes >= 0),
  version int not null default 1,
  is_standing boolean not null default false,  -- shows a clip of ours whenever nobody pushes: no clock ends it
  ready_at timestamptz,
  reminded_at timestamptz,
  recorded_ms bigint not null default 0 check (recorded_ms >= 0),  -- of earlier stretches of the picture
  recording_since timestamptz,                 -- when the present stretch began to be recorded
  created_at timestamptz not null
);
create table live.lines (              -- how many messages a room was told: the number is given under this row's lock
  room_id bigint primary key references live.rooms,
  told bigint not null default 0
) with (fillfactor = 50);
create table live.presence (           -- how many sockets each live program holds for a room, and when it said so
  room_id bigint not null references live.rooms,
  gateway text not null,
  online int not null check (online >= 0),
  seen_at timestamptz not null,
  primary key (room_id, gateway)
) with (fillfactor = 50);
create index rooms_by_creator on live.rooms (creator_id, id desc);
create index rooms_open on live.rooms (state) where state in ('announced', 'ready', 'live', 'interrupted');
create table live.shelf_items (
  room_id bigint not null references live.rooms,
  product_id bigint not null,
  shop_id bigint not null,
  number int not null check (number between 1 and 999),  -- what the host says: "number three"
  position int not null,
  added_at timestamptz not null,
  removed_at timestamptz,
  shown text not null default '',      -- price and stock as the room was last told them
  primary key (room_id, product_id)
);
create index shelf_by_product on live.shelf_items (product_id) where removed_at is null;
create table live.pins (
  id bigint primary key,
  room_id bigint not null references live.rooms,
  product_id bigint not null,
  opened_by bigint not null,
  opened_at timestamptz not null,
  media_ms bigint not null default 0,  -- where in the recording it began
  sold_out_at timestamptz,             -- since when there is none left while it is explained
  closed_by bigint,
  closed_at timestamptz
);
create unique index one_open_pin on live.pins (room_id) where closed_at is null;
create index pins_by_room on live.pins (room_id, id);
create table live.moderators (
  room_id bigint not null references live.rooms,
  person_id bigint not null,
  added_by bigint not null,
  added_at timestamptz not null,
  primary key (room_id, person_id)
);
create table live.messages (
  id bigint primary key,
  room_id bigint not null references live.rooms,
  person_id bigint not null,
  request_id text not null,            -- the sender's name for this attempt: a repeat says nothing twice
  name text not null,
  badge text not null check (badge in ('viewer', 'host', 'moderator', 'buyer')),
  text text not null,
  reply_to bigint,
  removed_by bigint,
  removed_at timestamptz,
  sent_at timestamptz not null
);
create index messages_by_room on live.messages (room_id, id desc);
create unique index messages_once on live.messages (room_id, person_id, request_id);
create index messages_by_person on live.messages (room_id, person_id, id desc);
create table live.mutes (
  id bigint primary key,
  room_id bigint not null references live.rooms,
  person_id bigint not null,
  kind text not null check (kind in ('mute', 'ban')),
  reason text not null,
  until timestamptz,
  created_by bigint not null,
  created_at timestamptz not null,
  lifted_by bigint,
  lifted_at timestamptz
);
create unique index one_mute on live.mutes (room_id, person_id, kind) where lifted_at is null;
create table live.room_words (
  room_id bigint not null references live.rooms,
  word text not null check (length(word) between 1 and 40),
  primary key (room_id, word)
);
create table live.visits (             -- one row per visitor and room: seconds add up
  room_id bigint not null references live.rooms,
  visitor text not null,               -- p:person or d:device
  views int not null default 1,
  seconds int not null default 0 check (seconds >= 0),
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (room_id, visitor)
) with (fillfactor = 70);
create table live.minutes (            -- the room's curve: one row per ten seconds that somebody watched
  room_id bigint not null references live.rooms,
  at timestamptz not null,
  online int not null check (online >= 0),
  primary key (room_id, at)
);
create table live.item_actions (       -- who saw and who clicked a product in a room: distinct by visitor
  room_id bigint not null references live.rooms,
  product_id bigint not null,
  visitor text not null,
  kind text not null check (kind in ('exposure', 'click')),
  times int not null default 1,
  first_at timestamptz not null,
  primary key (room_id, product_id, kind, visitor)
);
create table live.likers (
  room_id bigint not null references live.rooms,
  visitor text not null,
  times bigint not null,
  primary key (room_id, visitor)
);
create table live.reservations (
  room_id bigint not null references live.rooms,
  person_id bigint not null,
  created_at timestamptz not null,
  primary key (room_id, person_id)
);
create table live.sales (              -- the room's own book of orders that name it, fed by events
  order_id bigint primary key,
  room_id bigint not null references live.rooms,
  buyer_id bigint not null,
  product_ids bigint[] not null,
  placed_fen bigint not null check (placed_fen >= 0),
  paid_fen bigint not null default 0 check (paid_fen >= 0),
  refunded_fen bigint not null default 0 check (refunded_fen >= 0),
  placed_at timestamptz not null,
  paid_at timestamptz
);
create index sales_by_room on live.sales (room_id);
create table live.sale_lines (
  order_id bigint not null references live.sales,
  line_id bigint not null,
  product_id bigint not null,
  paid_fen bigint not null check (paid_fen >= 0),
  primary key (order_id, line_id)
);
create table live.summaries (
  room_id bigint primary key references live.rooms,
  figures jsonb not null,
  made_at timestamptz not null
);

create schema growth;
create table growth.order_facts (      -- one row per paid order, fed by events: the population of every metric
  order_id bigint primary key,
  buyer_id bigint not null,
  shop_id bigint not null,
  creator_id bigint,
  room_id bigint,
  channel text not null,
  scene text not null,
  paid_fen bigint not null check (paid_fen > 0),
  refunded_fen bigint not null default 0 check (refunded_fen between 0 and paid_fen),
  is_first boolean not null,           -- the buyer's first paid order ever
  paid_at timestamptz not null
);
create index facts_by_time on growth.order_facts (paid_at);
create index facts_by_buyer on growth.order_facts (buyer_id, paid_at);
