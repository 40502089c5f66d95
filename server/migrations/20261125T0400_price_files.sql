-- Function 15: what a buyer's person makes a price list file of, the files made, and the addresses that machines read.
create schema pricelists;

create table pricelists.profiles (
  id uuid primary key,
  company_id uuid not null references organizations.companies,
  contract_id uuid not null references contracts.contracts,
  -- it is his, and obeys his rights
  user_id uuid not null references identity.users,
  -- made by the operator's person while he acted for the company
  on_behalf boolean not null default false,
  name text not null,
  settings jsonb not null,
  logo_file_id uuid references kernel.files,
  -- in the seller's zone: weekday 1-7 of a weekly letter, day 1-31 of a monthly one (the last day of a shorter month)
  mail_every text check (mail_every in ('day', 'week', 'month')),
  mail_day int check (mail_day between 1 and 31),
  mail_hour int check (mail_hour between 0 and 23),
  next_mail_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((mail_every is null) = (next_mail_at is null) and (mail_every is null) = (mail_hour is null)),
  check ((mail_every in ('week', 'month')) is not true or mail_day is not null)
);
create unique index profiles_name on pricelists.profiles (user_id, contract_id, lower(name));
create index profiles_company on pricelists.profiles (company_id, updated_at desc);
create index profiles_due on pricelists.profiles (next_mail_at) where next_mail_at is not null;

create table pricelists.feeds (
  id uuid primary key,
  profile_id uuid not null references pricelists.profiles on delete cascade,
  format text not null check (format in ('xlsx', 'csv', 'yml')),
  -- the token itself is shown once and not kept
  token_hash text not null unique,
  token_end text not null,
  fresh_minutes int not null check (fresh_minutes between 15 and 1440),
  created_at timestamptz not null,
  created_by uuid not null references identity.users,
  last_used_at timestamptz,
  revoked_at timestamptz,
  revoked_by uuid references identity.users
);
create index feeds_profile on pricelists.feeds (profile_id, created_at desc);

create table pricelists.files (
  id uuid primary key,
  company_id uuid not null references organizations.companies,
  contract_id uuid not null references contracts.contracts,
  user_id uuid not null references identity.users,
  on_behalf boolean not null default false,
  -- a profile that is deleted leaves the files that were made
  profile_id uuid references pricelists.profiles on delete set null,
  feed_id uuid references pricelists.feeds on delete cascade,
  purpose text not null check (purpose in ('download', 'mail', 'feed')),
  name text not null,
  -- as they were when the file was asked for
  settings jsonb not null,
  logo_file_id uuid references kernel.files,
  state text not null default 'queued' check (state in ('queued', 'making', 'ready', 'failed')),
  progress int not null default 0 check (progress between 0 and 100),
  -- rows in the file, and products that could not stand in it: a feed in YML has no place for a missing price
  row_count int,
  left_out int not null default 0,
  file_id uuid references kernel.files,
  error_code text,
  mail_when_ready boolean not null default false,
  -- the moment of the timetable that this file answers: at most one for each
  scheduled_for timestamptz,
  created_at timestamptz not null,
  finished_at timestamptz,
  check (state <> 'ready' or (row_count is not null and finished_at is not null))
);
create index files_of_person on pricelists.files (user_id, contract_id, id desc) where purpose <> 'feed';
create index files_company on pricelists.files (company_id, id desc);
create index files_feed on pricelists.files (feed_id, id desc) where feed_id is not null;
create unique index files_timetable on pricelists.files (profile_id, scheduled_for) where scheduled_for is not null;
create index files_old on pricelists.files (finished_at) where file_id is not null;

-- a letter may bring a file along
alter table kernel.mails add column attachment_file_id uuid references kernel.files on delete set null;
