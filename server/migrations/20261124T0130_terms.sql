-- Floor 3, on what conditions: price lists, contracts with specifications, credit, stock display.
create schema pricing;

create table pricing.price_lists (
  id uuid primary key,
  name text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  includes_vat boolean not null default true,
  -- the base list is what "base price" means; one per seller
  is_base boolean not null default false,
  seller_id uuid not null references sellers.sellers,
  active boolean not null default true,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index price_lists_one_base on pricing.price_lists (seller_id) where is_base;

create table pricing.price_list_mappings (
  source text not null,
  external_id text not null check (external_id = lower(external_id)),
  price_list_id uuid not null references pricing.price_lists on delete cascade,
  primary key (source, external_id)
);

-- amount is for one packaging (the nil uuid = the base unit) times per_quantity; never divided
create table pricing.prices (
  price_list_id uuid not null references pricing.price_lists on delete cascade,
  product_id uuid not null references catalog.products on delete cascade,
  packaging_id uuid not null default '00000000-0000-0000-0000-000000000000',
  min_quantity numeric(18,6) not null default 0 check (min_quantity >= 0),
  valid_from date not null default '-infinity',
  valid_until date not null default 'infinity',
  amount numeric(19,6) not null check (amount >= 0),
  per_quantity numeric(18,6) not null default 1 check (per_quantity > 0),
  primary key (price_list_id, product_id, packaging_id, min_quantity, valid_from),
  check (valid_from < valid_until)
);
create index prices_product on pricing.prices (product_id, price_list_id);

-- below the contract's own list: company's, then group's, then segment's, then the seller's base list
create table pricing.assignments (
  id uuid primary key,
  price_list_id uuid not null references pricing.price_lists on delete cascade,
  company_id uuid references organizations.companies on delete cascade,
  group_id uuid references organizations.groups on delete cascade,
  segment text,
  check (num_nonnulls(company_id, group_id, segment) = 1)
);
create index assignments_company on pricing.assignments (company_id);
create index assignments_group on pricing.assignments (group_id);

create schema contracts;

create table contracts.contracts (
  id uuid primary key,
  company_id uuid not null references organizations.companies,
  seller_id uuid not null references sellers.sellers,
  number text not null,
  signed_on date,
  -- half-open in the seller's zone: valid_from <= today < valid_until
  valid_from date not null default '-infinity',
  valid_until date not null default 'infinity',
  currency text not null default 'RUB' check (currency ~ '^[A-Z]{3}$'),
  price_list_id uuid references pricing.price_lists,
  discount_percent numeric(6,3) not null default 0 check (discount_percent >= 0 and discount_percent < 100),
  -- all = everything the seller offers minus denied; specified = only what allow rules name
  assortment text not null default 'all' check (assortment in ('all', 'specified')),
  payment_terms text not null default 'prepaid' check (payment_terms in ('prepaid', 'credit', 'on_delivery')),
  payment_days int not null default 0 check (payment_days between 0 and 365),
  credit_limit numeric(19,4) check (credit_limit >= 0),
  credit_mode text not null default 'off' check (credit_mode in ('off', 'warn', 'block')),
  min_order_amount numeric(19,4) check (min_order_amount >= 0),
  absent_goods text not null default 'backorder' check (absent_goods in ('forbid', 'backorder')),
  state text not null default 'active' check (state in ('active', 'suspended', 'terminated')),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (valid_from < valid_until)
);
create unique index contracts_number on contracts.contracts (company_id, seller_id, number);

create table contracts.contract_warehouses (
  contract_id uuid not null references contracts.contracts on delete cascade,
  warehouse_id uuid not null references inventory.warehouses on delete cascade,
  priority int not null default 0,
  primary key (contract_id, warehouse_id)
);

create table contracts.specification_rules (
  id uuid primary key,
  contract_id uuid not null references contracts.contracts on delete cascade,
  effect text not null check (effect in ('allow', 'deny')),
  product_id uuid references catalog.products on delete cascade,
  category_id uuid references catalog.categories on delete cascade,
  brand_id uuid references catalog.brands on delete cascade,
  attribute_value_id uuid references catalog.attribute_values on delete cascade,
  valid_from date not null default '-infinity',
  valid_until date not null default 'infinity',
  check (num_nonnulls(product_id, category_id, brand_id, attribute_value_id) = 1)
);
create index specification_rules_contract on contracts.specification_rules (contract_id);

create table contracts.fixed_prices (
  id uuid primary key,
  contract_id uuid not null references contracts.contracts on delete cascade,
  product_id uuid not null references catalog.products on delete cascade,
  packaging_id uuid not null default '00000000-0000-0000-0000-000000000000',
  amount numeric(19,6) not null check (amount > 0),
  valid_from date not null default '-infinity',
  valid_until date not null default 'infinity',
  contracted_quantity numeric(18,6) check (contracted_quantity > 0),
  over_contracted text not null default 'warn' check (over_contracted in ('warn', 'block')),
  drawn_quantity numeric(18,6) not null default 0 check (drawn_quantity >= 0),
  unique (contract_id, product_id, packaging_id, valid_from)
);

create table contracts.category_discounts (
  contract_id uuid not null references contracts.contracts on delete cascade,
  category_id uuid not null references catalog.categories on delete cascade,
  percent numeric(6,3) not null check (percent > 0 and percent < 100),
  -- with the contract's own discount: the better of the two, or both added
  stacking text not null default 'best' check (stacking in ('best', 'add')),
  primary key (contract_id, category_id)
);

-- min, step, max agreed under a contract; each field falls through to the product's own
create table contracts.quantity_rules (
  contract_id uuid not null references contracts.contracts on delete cascade,
  product_id uuid not null references catalog.products on delete cascade,
  min_quantity numeric(18,6) check (min_quantity > 0),
  step_quantity numeric(18,6) check (step_quantity > 0),
  max_quantity numeric(18,6) check (max_quantity > 0),
  primary key (contract_id, product_id)
);

create table contracts.contract_mappings (
  source text not null,
  external_id text not null check (external_id = lower(external_id)),
  contract_id uuid not null references contracts.contracts on delete cascade,
  primary key (source, external_id)
);

create schema credit;

-- what the ERP last said; the newest row per contract counts
create table credit.balances (
  id uuid primary key,
  contract_id uuid not null references contracts.contracts,
  debt numeric(19,4) not null,
  overdue numeric(19,4) not null default 0,
  advances numeric(19,4) not null default 0,
  as_of timestamptz not null,
  source text not null
);
create index balances_contract on credit.balances (contract_id, as_of desc);

-- append-only; the sum of an order's entries is what it holds of the limit
create table credit.ledger (
  id uuid primary key,
  contract_id uuid not null references contracts.contracts,
  order_id uuid not null,
  kind text not null check (kind in ('hold', 'change', 'release')),
  amount numeric(19,4) not null,
  at timestamptz not null,
  reason text
);
create index ledger_contract on credit.ledger (contract_id);
create index ledger_order on credit.ledger (order_id);

create schema visibility;

-- how stock is shown; the most specific row wins (contract > company > group > everyone; then category, then warehouse)
create table visibility.policies (
  id uuid primary key,
  contract_id uuid references contracts.contracts on delete cascade,
  company_id uuid references organizations.companies on delete cascade,
  group_id uuid references organizations.groups on delete cascade,
  for_guests boolean not null default false,
  category_id uuid references catalog.categories on delete cascade,
  warehouse_id uuid references inventory.warehouses on delete cascade,
  display text not null check (display in ('exact', 'bands', 'capped', 'yes_no', 'hidden')),
  few_below numeric(18,6) not null default 10,
  many_from numeric(18,6) not null default 100,
  cap numeric(18,6) not null default 100,
  check (num_nonnulls(contract_id, company_id, group_id) <= 1)
);
