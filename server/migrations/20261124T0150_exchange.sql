-- Floor 8, other systems: connections of ERPs, their jobs, what they could not place, and what they know of orders.
create schema erp;

create table erp.connections (
  id uuid primary key,
  name text not null,
  -- the "source" of every mapping that this connection writes
  source text not null unique,
  protocol text not null default 'commerceml' check (protocol in ('commerceml')),
  login text not null unique,
  password_hash text not null,
  seller_id uuid not null references sellers.sellers,
  -- prices without a stated VAT flag, whether stock is free or on hand, the share that a full run may deactivate
  settings jsonb not null default '{}',
  active boolean not null default true,
  last_seen_at timestamptz,
  created_at timestamptz not null
);

create table erp.sessions (
  id uuid primary key,
  connection_id uuid not null references erp.connections on delete cascade,
  token_hash text not null unique,
  exchange_type text not null,
  started_at timestamptz not null,
  last_seen_at timestamptz not null,
  finished_at timestamptz
);
create index sessions_connection on erp.sessions (connection_id, started_at desc);

-- a portion belongs to a run; a run opened by a file that is not "only changes" is full
create table erp.runs (
  id uuid primary key,
  connection_id uuid not null references erp.connections on delete cascade,
  mode text not null check (mode in ('full', 'delta')),
  state text not null default 'open' check (state in ('open', 'closed', 'asks')),
  started_at timestamptz not null,
  last_seen_at timestamptz not null,
  closed_at timestamptz,
  missing_count int,
  deactivated_count int,
  answered_by uuid references identity.users
);
create index runs_connection on erp.runs (connection_id, started_at desc);

create table erp.run_touches (
  run_id uuid not null references erp.runs on delete cascade,
  kind text not null,
  entity_id uuid not null,
  primary key (run_id, kind, entity_id)
);

create table erp.jobs (
  id uuid primary key,
  connection_id uuid not null references erp.connections on delete cascade,
  session_id uuid references erp.sessions on delete set null,
  run_id uuid references erp.runs on delete set null,
  direction text not null check (direction in ('in', 'out')),
  kind text not null,
  file_name text not null,
  file_path text,
  size bigint,
  sha256 text,
  only_changes boolean,
  state text not null check (state in ('received', 'running', 'done', 'failed')),
  progress int not null default 0 check (progress between 0 and 100),
  -- per kind of record: {"product": {"read": 0, "created": 0, "changed": 0, "same": 0, "quarantined": 0, "skipped": 0}}
  counts jsonb not null default '{}',
  error_code text,
  error_params jsonb,
  received_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz
);
create index jobs_recent on erp.jobs (received_at desc, id desc);
create index jobs_session_file on erp.jobs (session_id, file_name);

-- every row that was not taken as it stands, with the reason
create table erp.job_rows (
  id uuid primary key,
  job_id uuid not null references erp.jobs on delete cascade,
  position int not null,
  kind text not null,
  external_id text,
  label text,
  outcome text not null check (outcome in ('quarantined', 'skipped', 'warning')),
  code text not null,
  params jsonb not null default '{}'
);
create index job_rows_job on erp.job_rows (job_id, position);

-- a record whose reference is unknown waits here and is tried again when the reference appears
create table erp.quarantine (
  id uuid primary key,
  connection_id uuid not null references erp.connections on delete cascade,
  job_id uuid references erp.jobs on delete set null,
  kind text not null,
  external_id text not null,
  missing_kind text not null,
  missing_external_id text not null,
  label text,
  payload jsonb not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  attempts int not null default 1,
  resolved_at timestamptz,
  unique (connection_id, kind, external_id, missing_kind, missing_external_id)
);
create index quarantine_missing on erp.quarantine (connection_id, missing_kind, missing_external_id) where resolved_at is null;

-- which version of an order the ERP was given, and which it confirmed
create table erp.order_exports (
  connection_id uuid not null references erp.connections on delete cascade,
  order_id uuid not null references orders.orders on delete cascade,
  offered_version int,
  offered_session_id uuid,
  offered_at timestamptz,
  confirmed_version int,
  confirmed_at timestamptz,
  erp_id text,
  erp_number text,
  erp_date timestamptz,
  -- marks as the ERP last said them; absence there takes them away here
  paid_number text,
  paid_at timestamptz,
  shipped_number text,
  shipped_at timestamptz,
  answer_hash text,
  answered_at timestamptz,
  primary key (connection_id, order_id)
);
create unique index order_exports_erp_id on erp.order_exports (connection_id, erp_id) where erp_id is not null;
