-- Prices in full depth: editions of lists, tiers counted by product or family, rounding, exchange rates, volume discounts,
-- floor prices, VAT of export.

-- where a rate comes from; a list that names one says "convert at this rate", and nothing else converts
create table pricing.rate_sources (
  id uuid primary key,
  seller_id uuid not null references sellers.sellers,
  name text not null,
  -- XUE: conventional units, which ISO 4217 has not
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  to_currency text not null check (to_currency ~ '^[A-Z]{3}$'),
  created_at timestamptz not null,
  check (currency <> to_currency)
);
create unique index rate_sources_name on pricing.rate_sources (seller_id, lower(name), currency, to_currency);

-- `rate` of to_currency for `units` of currency, from a day on in the seller's zone
create table pricing.exchange_rates (
  rate_source_id uuid not null references pricing.rate_sources on delete cascade,
  valid_from date not null,
  units int not null default 1 check (units in (1, 10, 100, 1000, 10000)),
  rate numeric(19,8) not null check (rate > 0),
  primary key (rate_source_id, valid_from)
);

alter table pricing.price_lists
  -- a cost list says what goods cost the seller: floors rest on it, and it never answers a buyer
  add column kind text not null default 'sale' check (kind in ('sale', 'cost')),
  add column tiers_by text not null default 'line' check (tiers_by in ('line', 'product', 'family')),
  add column rounding text not null default 'none' check (rounding in ('none', '0.01', '0.1', '1', '10', 'x.90')),
  -- half-open in the seller's zone
  add column valid_from date not null default '-infinity',
  add column valid_until date not null default 'infinity',
  -- an edition stands in the place of its list from its first day on: in contracts, assignments and as the base list
  add column edition_of uuid references pricing.price_lists on delete cascade,
  add column rate_source_id uuid references pricing.rate_sources,
  add constraint price_lists_period check (valid_from < valid_until),
  add constraint price_lists_base_is_sale check (not is_base or (kind = 'sale' and edition_of is null));
create index price_lists_editions on pricing.price_lists ((coalesce(edition_of, id)));

-- the greatest percent that a line reaches counts; for all goods, those of a category or of a brand
create table pricing.volume_discounts (
  id uuid primary key,
  price_list_id uuid not null references pricing.price_lists on delete cascade,
  category_id uuid references catalog.categories on delete cascade,
  brand_id uuid references catalog.brands on delete cascade,
  counted_by text not null check (counted_by in ('quantity', 'sum')),
  -- base units, or the sum of the line before discounts
  threshold numeric(18,6) not null check (threshold > 0),
  percent numeric(6,3) not null check (percent > 0 and percent < 100),
  stacking text not null default 'best' check (stacking in ('best', 'add')),
  check (num_nonnulls(category_id, brand_id) <= 1),
  unique nulls not distinct (price_list_id, category_id, brand_id, counted_by, threshold)
);

create table contracts.volume_discounts (
  id uuid primary key,
  contract_id uuid not null references contracts.contracts on delete cascade,
  category_id uuid references catalog.categories on delete cascade,
  brand_id uuid references catalog.brands on delete cascade,
  counted_by text not null check (counted_by in ('quantity', 'sum')),
  threshold numeric(18,6) not null check (threshold > 0),
  percent numeric(6,3) not null check (percent > 0 and percent < 100),
  stacking text not null default 'best' check (stacking in ('best', 'add')),
  check (num_nonnulls(category_id, brand_id) <= 1),
  unique nulls not distinct (contract_id, category_id, brand_id, counted_by, threshold)
);

-- no discount lowers a price below: of a product, of a category's goods, or of all that a seller has
create table pricing.floors (
  id uuid primary key,
  seller_id uuid not null references sellers.sellers,
  product_id uuid references catalog.products on delete cascade,
  category_id uuid references catalog.categories on delete cascade,
  -- of one base unit
  amount numeric(19,6) check (amount > 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  includes_vat boolean,
  cost_list_id uuid references pricing.price_lists on delete cascade,
  markup_percent numeric(7,3) check (markup_percent > -100 and markup_percent <= 1000),
  check (num_nonnulls(product_id, category_id) <= 1),
  check (amount is null or product_id is not null),
  check (num_nonnulls(amount, currency, includes_vat) in (0, 3)),
  check (num_nonnulls(cost_list_id, markup_percent) in (0, 2)),
  check (num_nonnulls(amount, cost_list_id) = 1),
  unique nulls not distinct (seller_id, product_id, category_id)
);
create index floors_product on pricing.floors (product_id) where product_id is not null;

alter table contracts.contracts
  -- beside the discounts of categories and volumes: the best of those marked so counts, the others are added
  add column discount_stacking text not null default 'best' check (discount_stacking in ('best', 'add')),
  add column fixed_price_guard text not null default 'exempt' check (fixed_price_guard in ('exempt', 'guarded')),
  -- export: prices without VAT, and a rate of 0 %
  add column vat_terms text not null default 'usual' check (vat_terms in ('usual', 'export'));
