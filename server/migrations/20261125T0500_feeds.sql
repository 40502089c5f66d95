-- Price files and feeds of suppliers stand in the one exchange log: a source is a connection without a login.
alter table erp.connections drop constraint connections_protocol_check;
alter table erp.connections
  alter column login drop not null,
  alter column password_hash drop not null,
  add constraint connections_protocol_check check (protocol in ('commerceml', 'feed')),
  add constraint connections_login_check check (protocol = 'feed' or num_nonnulls(login, password_hash) = 2);

create schema feeds;

create table feeds.sources (
  id uuid primary key references erp.connections on delete cascade,
  settings jsonb not null,
  next_fetch_at timestamptz
);
create index sources_fetch on feeds.sources (next_fetch_at) where next_fetch_at is not null;

-- what a header of this source's files means: the next file of that shape goes in by itself
create table feeds.remembered_columns (
  source_id uuid not null references feeds.sources on delete cascade,
  header_key text not null,
  mapping jsonb not null,
  updated_at timestamptz not null,
  primary key (source_id, header_key)
);

create table feeds.imports (
  id uuid primary key,
  source_id uuid not null references feeds.sources on delete cascade,
  job_id uuid not null references erp.jobs on delete cascade,
  origin text not null check (origin in ('upload', 'url')),
  file_name text not null,
  size bigint not null,
  state text not null check (state in
    ('reading', 'mapping', 'checking', 'ready', 'asks', 'importing', 'done', 'failed', 'discarded')),
  progress int not null default 0 check (progress between 0 and 100),
  error_code text,
  error_params jsonb,
  sheets jsonb not null default '[]',
  mapping jsonb,
  -- where prices and stocks go, in the order of the arrays of staged rows
  targets jsonb,
  staged_count int not null default 0,
  outcomes jsonb not null default '{}',
  missing_count int not null default 0,
  asks jsonb not null default '[]',
  created_by uuid references identity.users,
  confirmed_by uuid references identity.users,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index imports_recent on feeds.imports (created_at desc, id desc);
create index imports_source on feeds.imports (source_id, created_at desc, id desc);

-- the rows of a checked file until it is written; made anew from the file when a crash has emptied it
create unlogged table feeds.staged (
  import_id uuid not null,
  position int not null,
  sheet text not null,
  row_number int not null,
  outcome text not null,
  -- how the row is known within its source
  key text,
  -- how it finds a product of somebody else: article, code, barcode or name as they are compared
  lookup text,
  data jsonb not null default '{}',
  -- '' = on request, null = not named
  prices text[] not null default '{}',
  stocks text[] not null default '{}',
  remarks jsonb not null default '[]',
  product_id uuid,
  primary key (import_id, position)
);
create index staged_key on feeds.staged (import_id, key) where key is not null;

-- what a source has made or priced; a full file that does not name it any more takes it off sale
create table feeds.known_products (
  source_id uuid not null references feeds.sources on delete cascade,
  product_id uuid not null references catalog.products on delete cascade,
  created boolean not null,
  last_import_id uuid not null,
  primary key (source_id, product_id)
);
