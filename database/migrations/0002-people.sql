-- People, how they prove who they are, what they may do; the words we filter; and the files they bring.
create schema identity;

create table identity.people (
  id bigint primary key,
  phone_index bytea unique,            -- blind index: one living person per phone
  phone_sealed bytea,
  nickname text not null,
  avatar_key text,
  real_name_level int not null default 1 check (real_name_level between 0 and 3),
  real_name_sealed bytea,
  age_band text not null default 'unknown' check (age_band in ('unknown', 'under_8', '8_15', '16_17', 'adult')),
  state text not null default 'active' check (state in ('active', 'frozen', 'closing', 'erased')),
  created_at timestamptz not null
);
create table identity.codes (
  id bigint primary key,
  phone_index bytea not null,
  code_hash bytea not null,
  purpose text not null check (purpose in ('sign_in', 'step_up')),
  tries int not null default 0 check (tries between 0 and 5),
  used_at timestamptz,
  expires_at timestamptz not null,
  created_at timestamptz not null
);
create index codes_by_phone on identity.codes (phone_index, created_at desc);
create table identity.sessions (
  id bigint primary key,
  token_hash bytea not null unique,
  person_id bigint not null references identity.people,
  transport text not null check (transport in ('cookie', 'bearer')),
  proved_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index sessions_by_person on identity.sessions (person_id);
create table identity.role_grants (
  id bigint primary key,
  person_id bigint not null references identity.people,
  scope text not null check (scope in ('shop', 'platform')),
  scope_id bigint not null default 0,  -- 0: the platform
  role text not null,
  granted_by bigint not null,
  until timestamptz,
  created_at timestamptz not null,
  unique (person_id, scope, scope_id, role)
);
create unique index one_owner_per_shop on identity.role_grants (scope_id) where scope = 'shop' and role = 'owner';
create index grants_by_scope on identity.role_grants (scope, scope_id);
create table identity.addresses (
  id bigint primary key,
  person_id bigint not null references identity.people,
  sealed bytea not null,               -- name, phone, street
  region_codes text[] not null check (cardinality(region_codes) between 2 and 3),
  region_names text[] not null,
  is_default boolean not null default false,
  created_at timestamptz not null
);
create unique index one_default_address on identity.addresses (person_id) where is_default;
create index addresses_by_person on identity.addresses (person_id);
create table identity.creators (
  person_id bigint primary key references identity.people,
  name text not null,
  bio text not null default '',
  avatar_key text,
  created_at timestamptz not null
);
create table identity.notices (
  id bigint primary key,
  person_id bigint not null references identity.people,
  kind text not null,
  params jsonb not null,
  link text,
  read_at timestamptz,
  created_at timestamptz not null
);
create index notices_by_person on identity.notices (person_id, id desc);

create schema safety;
create table safety.words (
  word text primary key check (length(word) between 1 and 40),
  action text not null check (action in ('refuse', 'mask')),
  added_by bigint not null,
  created_at timestamptz not null
);

create view safety.actors as select id, nickname from identity.people;

create schema media;
create table media.uploads (
  id bigint primary key,
  owner_id bigint not null references identity.people,
  kind text not null check (kind in ('image')),
  state text not null check (state in ('ready', 'rejected', 'removed')),
  storage_key text not null unique,
  width int not null check (width > 0),
  height int not null check (height > 0),
  bytes int not null check (bytes > 0),
  sha256 bytea not null,
  created_at timestamptz not null
);
create table media.streams (
  id bigint primary key,
  owner_id bigint not null references identity.people,
  state text not null check (state in ('idle', 'publishing', 'interrupted', 'ended')),
  clip_path text,                      -- plays whenever nobody pushes: the demo's room that is always live
  session_id text,
  started_at timestamptz,
  interrupted_at timestamptz,
  ended_at timestamptz,
  created_at timestamptz not null
);
create table media.stream_keys (
  id bigint primary key,
  stream_id bigint not null references media.streams,
  key_hash bytea not null unique,
  last_four text not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  created_by bigint not null,
  created_at timestamptz not null
);
create unique index one_key_per_stream on media.stream_keys (stream_id) where revoked_at is null;
create table media.publish_log (
  id bigint primary key,
  stream_id bigint,
  outcome text not null check (outcome in ('started', 'stopped', 'refused')),
  why text not null default '',
  remote text not null,
  happened_at timestamptz not null
);
create index publish_log_by_stream on media.publish_log (stream_id, id desc);
create table media.recordings (
  id bigint primary key,
  stream_id bigint not null references media.streams,
  state text not null check (state in ('recording', 'ready', 'empty')),
  duration_ms bigint not null default 0 check (duration_ms >= 0),
  started_at timestamptz not null,
  finished_at timestamptz
);
create index recordings_by_stream on media.recordings (stream_id);
