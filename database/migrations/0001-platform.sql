-- What every module stands on: the event log and its cursors, ids, idempotent answers, the audit trail, settings.
create schema if not exists platform;

create sequence platform.id_blocks;

create table platform.events (
  id bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  topic text not null,
  payload jsonb not null,
  happened_at timestamptz not null
);
create index events_by_transaction on platform.events (xid, id);

create table platform.cursors (
  consumer text primary key,
  seen pg_snapshot not null,
  target pg_snapshot,
  last_id bigint not null default 0
);

create table platform.idempotency (
  space text not null,
  key text not null,
  fingerprint bytea not null,
  status int not null,
  body text not null,
  created_at timestamptz not null,
  primary key (space, key)
);
create index idempotency_by_age on platform.idempotency (created_at);

create table platform.audit_rows (
  id bigint primary key,
  actor_id bigint not null,
  action text not null,
  subject text not null,
  scope text not null check (scope in ('shop', 'platform', 'room')),
  scope_id bigint,
  reason text not null,
  detail jsonb not null,
  happened_at timestamptz not null
);
create index audit_by_time on platform.audit_rows (id desc);

create table platform.settings (
  name text primary key,
  value jsonb not null,
  updated_at timestamptz not null
);
