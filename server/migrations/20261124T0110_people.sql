-- Floor 1, who: users and sessions, sellers, groups and companies with members, settings, audit.
create schema identity;

create table identity.users (
  id uuid primary key,
  email text not null,
  name text not null,
  phone text,
  password_hash text,
  language text not null default 'ru' check (language in ('ru', 'en')),
  time_zone text not null default 'Europe/Moscow',
  state text not null default 'active' check (state in ('active', 'blocked')),
  operator_role text check (operator_role in ('administrator', 'manager', 'credit_controller', 'content')),
  failed_attempts int not null default 0,
  locked_until timestamptz,
  last_sign_in_at timestamptz,
  created_at timestamptz not null
);
create unique index users_email on identity.users (lower(email));

create table identity.sessions (
  id uuid primary key,
  token_hash text not null unique,
  user_id uuid not null references identity.users on delete cascade,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ip text,
  user_agent text,
  -- the terms key that all tabs of this browser work under
  contract_id uuid,
  delivery_point_id uuid,
  -- a manager working as a buyer (function 41): whose company, whether he may write, until when
  acting_company_id uuid,
  acting_mode text check (acting_mode in ('preview', 'act')),
  acting_until timestamptz,
  check ((acting_company_id is null) = (acting_mode is null) and (acting_mode is null) = (acting_until is null))
);
create index sessions_user on identity.sessions (user_id);

create table identity.password_resets (
  token_hash text primary key,
  user_id uuid not null references identity.users on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

create schema sellers;

create table sellers.sellers (
  id uuid primary key,
  kind text not null check (kind in ('own', 'third_party')),
  name text not null,
  full_name text not null,
  inn text not null,
  kpp text,
  ogrn text,
  legal_address text,
  -- which VAT rates apply to what this seller ships: see catalog.vat_rates
  vat_regime text not null check (vat_regime in ('general', 'usn5', 'usn7', 'exempt')),
  time_zone text not null default 'Europe/Moscow',
  bank jsonb not null default '{}',
  is_default boolean not null default false,
  state text not null default 'active' check (state in ('active', 'inactive')),
  created_at timestamptz not null
);
create unique index sellers_one_default on sellers.sellers (is_default) where is_default;

create schema organizations;

create table organizations.groups (
  id uuid primary key,
  name text not null,
  note text,
  created_at timestamptz not null
);

create table organizations.companies (
  id uuid primary key,
  group_id uuid references organizations.groups,
  kind text not null check (kind in ('legal', 'entrepreneur', 'foreign')),
  name text not null,
  full_name text not null,
  inn text not null,
  kpp text,
  ogrn text,
  legal_address text,
  segment text,
  state text not null default 'active' check (state in ('active', 'blocked', 'inactive')),
  manager_id uuid references identity.users,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index companies_inn_kpp on organizations.companies (inn, coalesce(kpp, ''));
create index companies_group on organizations.companies (group_id);
create index companies_name on organizations.companies using gin (name gin_trgm_ops);

create table organizations.delivery_points (
  id uuid primary key,
  company_id uuid not null references organizations.companies on delete cascade,
  name text not null,
  address text not null,
  consignee text,
  contact_name text,
  contact_phone text,
  note text,
  is_default boolean not null default false,
  active boolean not null default true,
  created_at timestamptz not null
);
create index delivery_points_company on organizations.delivery_points (company_id);

-- membership = user x (company or group) x role, optionally narrowed to some contracts
create table organizations.members (
  id uuid primary key,
  user_id uuid not null references identity.users on delete cascade,
  company_id uuid references organizations.companies on delete cascade,
  group_id uuid references organizations.groups on delete cascade,
  role text not null check (role in ('director', 'buyer', 'accountant', 'warehouse', 'viewer', 'custom')),
  permissions text[] not null,
  contract_ids uuid[],
  order_limit numeric(19,4) check (order_limit >= 0),
  period_limit numeric(19,4) check (period_limit >= 0),
  period_days int check (period_days between 1 and 366),
  state text not null default 'active' check (state in ('active', 'blocked')),
  created_at timestamptz not null,
  check ((company_id is null) <> (group_id is null)),
  check ((period_limit is null) = (period_days is null))
);
create unique index members_user_company on organizations.members (user_id, company_id) where company_id is not null;
create unique index members_user_group on organizations.members (user_id, group_id) where group_id is not null;
create index members_company on organizations.members (company_id);
create index members_group on organizations.members (group_id);

create table organizations.invitations (
  id uuid primary key,
  token_hash text not null unique,
  email text not null,
  company_id uuid references organizations.companies on delete cascade,
  group_id uuid references organizations.groups on delete cascade,
  role text not null,
  permissions text[] not null,
  contract_ids uuid[],
  invited_by uuid not null references identity.users,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references identity.users,
  revoked_at timestamptz,
  sent_count int not null default 1,
  check ((company_id is null) <> (group_id is null))
);
create index invitations_company on organizations.invitations (company_id);

-- function 1a: a would-be customer, or somebody who wants to join a company that is here already
create table organizations.applications (
  id uuid primary key,
  inn text not null,
  kpp text,
  company_name text not null,
  contact_name text not null,
  email text not null,
  phone text,
  message text,
  consents jsonb not null,
  state text not null default 'new' check (state in ('new', 'checking', 'approved', 'rejected')),
  reason text,
  joins_company_id uuid references organizations.companies,
  company_id uuid references organizations.companies,
  created_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid references identity.users
);
create index applications_state on organizations.applications (state, created_at);

create table organizations.company_mappings (
  source text not null,
  external_id text not null check (external_id = lower(external_id)),
  company_id uuid not null references organizations.companies on delete cascade,
  primary key (source, external_id)
);

create schema settings;
create table settings.settings (
  key text primary key,
  value jsonb not null,
  updated_at timestamptz not null,
  updated_by uuid references identity.users
);

create schema audit;
create table audit.entries (
  id uuid primary key,
  at timestamptz not null,
  user_id uuid,
  on_behalf_of_company_id uuid,
  source text not null default 'portal',
  request_id text,
  action text not null,
  entity_kind text not null,
  entity_id uuid,
  company_id uuid,
  details jsonb not null default '{}'
);
create index entries_entity on audit.entries (entity_kind, entity_id, at);
create index entries_company on audit.entries (company_id, at);
create function audit.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only';
end $$;
create trigger entries_append_only before update or delete on audit.entries
  for each row execute function audit.refuse_change();
