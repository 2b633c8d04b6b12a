-- The books: append-only transfers that balance by shape, balances only where there is a floor, and the order book.
create schema ledger;

create table ledger.accounts (
  key text primary key,
  kind text not null check (kind in ('buyers', 'paid_out', 'own', 'held', 'disputed', 'due', 'reserve', 'deposit',
    'owed', 'budget', 'clearing_refund', 'clearing_payout', 'fee', 'loss', 'rounding', 'suspense')),
  owner text not null,
  has_floor boolean not null,
  check (key = kind || ':' || owner),
  check (has_floor = (kind in ('held', 'disputed', 'due', 'reserve', 'deposit', 'budget')))
);
create table ledger.transfers (
  id text primary key,                 -- made from its source: a replay makes the same id
  posting text not null,               -- what belongs to one happening
  from_account text not null references ledger.accounts,
  to_account text not null references ledger.accounts,
  fen bigint not null check (fen > 0),
  kind text not null,
  state text not null default 'posted' check (state in ('posted', 'pending')),
  ref text not null,                   -- order:1, shop:2, refund:3
  actor text not null,
  happened_at timestamptz not null,
  check (from_account <> to_account)
);
create index transfers_from on ledger.transfers (from_account);
create index transfers_to on ledger.transfers (to_account);
create index transfers_by_posting on ledger.transfers (posting);
create index transfers_by_ref on ledger.transfers (ref);
create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the books are append-only: % on %', tg_op, tg_table_name;
end $$;
create trigger transfers_never_change before update or delete or truncate on ledger.transfers
  for each statement execute function ledger.refuse_change();

create table ledger.resolutions (      -- how a pending transfer ended: at most once
  transfer_id text primary key references ledger.transfers,
  outcome text not null check (outcome in ('posted', 'voided', 'expired')),
  happened_at timestamptz not null
);
create table ledger.pendings (
  transfer_id text primary key references ledger.transfers,
  due_at timestamptz not null,
  resolved boolean not null default false
);
create trigger resolutions_never_change before update or delete or truncate on ledger.resolutions
  for each statement execute function ledger.refuse_change();
create index pendings_open on ledger.pendings (due_at) where not resolved;

create table ledger.balances (
  account text primary key references ledger.accounts,
  posted_fen bigint not null default 0,
  reserved_fen bigint not null default 0 check (reserved_fen >= 0),
  check (posted_fen - reserved_fen >= 0)
) with (fillfactor = 70);

create table ledger.order_books (
  order_id bigint primary key,
  shop_id bigint not null,
  paid_fen bigint not null check (paid_fen >= 0),
  subsidy_fen bigint not null default 0 check (subsidy_fen >= 0),
  refunded_fen bigint not null default 0 check (refunded_fen >= 0),
  released_fen bigint not null default 0 check (released_fen >= 0),
  releasing boolean not null default false,
  releases int not null default 0,     -- attempts so far: each has its own transfers
  booked_at timestamptz not null,
  check (refunded_fen <= paid_fen + subsidy_fen),
  check (released_fen <= paid_fen + subsidy_fen)
) with (fillfactor = 80);
create index books_open on ledger.order_books (shop_id) where paid_fen + subsidy_fen > refunded_fen + released_fen;
create table ledger.order_lines (
  order_id bigint not null references ledger.order_books,
  line_id bigint not null,
  paid_fen bigint not null check (paid_fen >= 0),     -- its part of what the buyer paid, freight included
  goods_fen bigint not null check (goods_fen >= 0),   -- the base that commission and fee are taken from
  refunded_fen bigint not null default 0 check (refunded_fen >= 0),
  reversed_goods_fen bigint not null default 0 check (reversed_goods_fen >= 0),
  released_goods_fen bigint check (released_goods_fen >= 0), -- the base of the shares agreed at release
  primary key (order_id, line_id),
  check (refunded_fen <= paid_fen),
  check (reversed_goods_fen <= goods_fen)
);
create table ledger.shares (           -- the amounts agreed at release; they alone count later
  order_id bigint not null,
  line_id bigint not null,
  payee text not null,                 -- shop:1, creator:2, platform
  bp int not null check (bp between 0 and 10000),
  fen bigint not null check (fen >= 0),
  returned_fen bigint not null default 0 check (returned_fen between 0 and fen),
  reason text not null,                -- shop_rest, commission, platform_fee
  primary key (order_id, line_id, payee),
  foreign key (order_id, line_id) references ledger.order_lines
);
create index shares_by_payee on ledger.shares (payee, order_id desc);
