-- Function 13: a person asks to be told when a product is back, gets cheap enough, gets a date, or when something new comes.
create schema subscriptions;

create table subscriptions.subscriptions (
  id uuid primary key,
  -- whose: the terms are the contract's, the rights those of his membership when he is told
  user_id uuid not null references identity.users on delete cascade,
  company_id uuid not null references organizations.companies on delete cascade,
  contract_id uuid not null references contracts.contracts on delete cascade,
  kind text not null check (kind in ('back_in_stock', 'price_below', 'eta_set', 'new_arrival')),
  -- one product, or what a category and filters choose
  product_id uuid references catalog.products on delete cascade,
  category_id uuid references catalog.categories on delete cascade,
  filters text,
  -- the product or the choice in one text, so that one is not asked for twice
  target text not null,
  -- as the buyer knew it when he asked: shown when it is no longer offered to him
  label text not null,
  -- base units
  wanted_quantity numeric(18,6) check (wanted_quantity > 0),
  -- in the contract's currency, as its prices are shown
  max_price numeric(19,6) check (max_price > 0),
  -- products of which the condition does not hold now: only from here may one come true (0 -> available, once per cycle)
  waiting uuid[] not null default '{}',
  -- looked at again no later than this
  check_at timestamptz not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_by text check (ended_by in ('list', 'mail')),
  check (kind <> 'new_arrival' or product_id is null),
  check (product_id is null or (category_id is null and filters is null)),
  check (product_id is not null or category_id is not null or filters is not null),
  check (kind <> 'price_below' or max_price is not null)
);
create unique index subscriptions_one on subscriptions.subscriptions (user_id, contract_id, kind, target) where ended_at is null;
create index subscriptions_due on subscriptions.subscriptions (check_at) where ended_at is null;
create index subscriptions_product on subscriptions.subscriptions (product_id) where ended_at is null and product_id is not null;
create index subscriptions_choice on subscriptions.subscriptions (category_id) where ended_at is null and product_id is null;

-- a letter of this function: what it told of, and the secret of its link that turns these subscriptions off
create table subscriptions.letters (
  id uuid primary key,
  user_id uuid not null references identity.users on delete cascade,
  contract_id uuid not null references contracts.contracts on delete cascade,
  kind text not null check (kind in ('single', 'digest')),
  token_hash text not null unique,
  written_at timestamptz not null
);
create index letters_reader on subscriptions.letters (user_id, contract_id, written_at);

-- a subscription that came true for a product; one row per cycle, so that a retry tells nothing twice
create table subscriptions.firings (
  id uuid primary key,
  subscription_id uuid not null references subscriptions.subscriptions on delete cascade,
  product_id uuid not null references catalog.products on delete cascade,
  cycle int not null check (cycle > 0),
  fired_at timestamptz not null,
  -- not written about before this: a digest gathers
  held_until timestamptz,
  letter_id uuid references subscriptions.letters on delete set null,
  -- told by a letter, or nothing to tell any more
  settled_at timestamptz,
  unique (subscription_id, product_id, cycle)
);
create index firings_untold on subscriptions.firings (subscription_id) where settled_at is null;
create index firings_letter on subscriptions.firings (letter_id);
