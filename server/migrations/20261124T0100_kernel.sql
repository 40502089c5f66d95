-- What every floor stands on: handled events (idempotent reactions), kept mail, kept files.
create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists btree_gin;

create schema kernel;

create table kernel.handled_events (
  event_id uuid not null,
  handler text not null,
  handled_at timestamptz not null default now(),
  primary key (event_id, handler)
);

create table kernel.mails (
  id uuid primary key,
  dedupe_key text not null unique,
  recipient text not null,
  subject text not null,
  body_text text not null,
  body_html text not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  attempts int not null default 0,
  last_error text
);
create index mails_unsent on kernel.mails (created_at) where sent_at is null;

create table kernel.files (
  id uuid primary key,
  storage_key text not null unique,
  name text not null,
  mime text not null,
  size bigint not null check (size >= 0),
  sha256 text not null,
  created_at timestamptz not null
);
create index files_sha256 on kernel.files (sha256);
