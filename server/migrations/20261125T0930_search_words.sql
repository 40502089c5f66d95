-- Search by the words that buyers use: synonyms that the operator keeps, and what was searched for in vain.
create schema showcase;

create table showcase.synonyms (
  id uuid primary key,
  -- same: each means the others; instead: whoever searches for `words` is shown what `targets` find too, not the other way
  kind text not null check (kind in ('same', 'instead')),
  words text[] not null check (cardinality(words) between 1 and 20),
  targets text[] not null default '{}' check (cardinality(targets) <= 20),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_by uuid references identity.users on delete set null,
  check (case kind when 'same' then cardinality(words) >= 2 and cardinality(targets) = 0 else cardinality(targets) >= 1 end)
);

-- one row changes with every change of the synonyms: processes that keep them look here
create table showcase.synonym_version (
  only_one boolean primary key default true check (only_one),
  version bigint not null default 0
);
insert into showcase.synonym_version default values;

-- what was searched for in vain: words without anybody's name, by company (null: guests and whoever has no contract)
create table showcase.empty_searches (
  id uuid primary key,
  words text not null,
  company_id uuid references organizations.companies on delete cascade,
  count int not null check (count > 0),
  first_at timestamptz not null,
  last_at timestamptz not null,
  unique nulls not distinct (words, company_id)
);
create index empty_searches_last on showcase.empty_searches (last_at);
