-- Floor 2, what: categories, products with units, attributes and media; warehouses and stock.
create schema catalog;

create table catalog.vat_rates (
  vat_class text not null,
  regime text not null,
  valid_from date not null,
  rate numeric(5,2),
  primary key (vat_class, regime, valid_from)
);
comment on table catalog.vat_rates is 'rate null = "without VAT"; the shipment date chooses the row';
insert into catalog.vat_rates (vat_class, regime, valid_from, rate) values
  ('base', 'general', '2019-01-01', 20), ('base', 'general', '2026-01-01', 22),
  ('reduced', 'general', '2019-01-01', 10), ('zero', 'general', '2019-01-01', 0), ('none', 'general', '2019-01-01', null),
  ('base', 'usn5', '2025-01-01', 5), ('reduced', 'usn5', '2025-01-01', 5), ('zero', 'usn5', '2025-01-01', 0), ('none', 'usn5', '2025-01-01', null),
  ('base', 'usn7', '2025-01-01', 7), ('reduced', 'usn7', '2025-01-01', 7), ('zero', 'usn7', '2025-01-01', 0), ('none', 'usn7', '2025-01-01', null),
  ('base', 'exempt', '2019-01-01', null), ('reduced', 'exempt', '2019-01-01', null), ('zero', 'exempt', '2019-01-01', null), ('none', 'exempt', '2019-01-01', null);

create table catalog.units (
  id uuid primary key,
  code text not null unique,
  name text not null,
  name_en text,
  full_name text
);
comment on column catalog.units.code is 'OKEI code, or the short name where the source has no code';

create table catalog.brands (
  id uuid primary key,
  name text not null
);
create unique index brands_name on catalog.brands (lower(name));

create table catalog.categories (
  id uuid primary key,
  parent_id uuid references catalog.categories,
  -- itself and all above it, so that a subtree is one indexed condition
  ancestors uuid[] not null,
  name text not null,
  name_en text,
  slug text not null unique,
  description text,
  position int not null default 0,
  active boolean not null default true,
  public boolean not null default true
);
create index categories_parent on catalog.categories (parent_id);
create index categories_ancestors on catalog.categories using gin (ancestors);

create table catalog.families (
  id uuid primary key,
  name text not null,
  name_en text,
  axis_attribute_ids uuid[] not null default '{}'
);

create table catalog.products (
  id uuid primary key,
  number bigint generated always as identity unique,
  seller_id uuid not null references sellers.sellers,
  kind text not null default 'goods' check (kind in ('goods', 'service', 'set', 'container')),
  article text,
  -- upper case, letters and digits only: what an article is looked up by
  article_key text,
  manufacturer_code text,
  manufacturer_key text,
  code text,
  name text not null,
  name_en text,
  full_name text,
  description text,
  brand_id uuid references catalog.brands,
  manufacturer text,
  country text,
  slug text not null unique,
  base_unit_id uuid not null references catalog.units,
  vat_class text not null default 'base' check (vat_class in ('base', 'reduced', 'zero', 'none')),
  weight_kg numeric(14,6),
  volume_m3 numeric(14,9),
  min_quantity numeric(18,6) check (min_quantity > 0),
  step_quantity numeric(18,6) check (step_quantity > 0),
  max_quantity numeric(18,6) check (max_quantity > 0),
  family_id uuid references catalog.families,
  variant_label text,
  picture_id uuid references kernel.files,
  active boolean not null default true,
  public boolean not null default true,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  search tsvector generated always as (
    setweight(to_tsvector('russian', coalesce(article, '') || ' ' || coalesce(name, '')), 'A') ||
    setweight(to_tsvector('english', coalesce(name_en, '')), 'B') ||
    setweight(to_tsvector('simple', coalesce(manufacturer_code, '') || ' ' || coalesce(code, '')), 'B') ||
    setweight(to_tsvector('russian', left(coalesce(full_name, '') || ' ' || coalesce(description, ''), 4000)), 'D')
  ) stored
);
create index products_article_key on catalog.products (article_key text_pattern_ops) where article_key is not null;
create index products_manufacturer_key on catalog.products (manufacturer_key text_pattern_ops) where manufacturer_key is not null;
create index products_name_trgm on catalog.products using gin (name gin_trgm_ops);
create index products_search on catalog.products using gin (search);
create index products_brand on catalog.products (brand_id);
create index products_family on catalog.products (family_id) where family_id is not null;
create index products_name_sorted on catalog.products (name collate "ru-x-icu", id) where active;

create table catalog.product_categories (
  product_id uuid not null references catalog.products on delete cascade,
  category_id uuid not null references catalog.categories on delete cascade,
  is_main boolean not null default false,
  primary key (product_id, category_id)
);
create index product_categories_category on catalog.product_categories (category_id, product_id);

-- a sellable unit besides the base unit; one packaging = factor_numerator / factor_denominator base units
create table catalog.packagings (
  id uuid primary key,
  product_id uuid not null references catalog.products on delete cascade,
  unit_id uuid not null references catalog.units,
  factor_numerator numeric(18,6) not null check (factor_numerator > 0),
  factor_denominator numeric(18,6) not null default 1 check (factor_denominator > 0),
  active boolean not null default true
);
create unique index packagings_product_unit on catalog.packagings (product_id, unit_id, factor_numerator, factor_denominator);

create table catalog.barcodes (
  barcode text not null,
  product_id uuid not null references catalog.products on delete cascade,
  packaging_id uuid references catalog.packagings on delete cascade,
  primary key (barcode, product_id)
);
create index barcodes_product on catalog.barcodes (product_id);

create table catalog.attributes (
  id uuid primary key,
  name text not null,
  name_en text,
  kind text not null default 'text' check (kind in ('text', 'number', 'choice', 'date')),
  unit text,
  filterable boolean not null default true,
  position int not null default 0
);

create table catalog.attribute_values (
  id uuid primary key,
  attribute_id uuid not null references catalog.attributes on delete cascade,
  value text not null,
  value_en text,
  number numeric
);
create unique index attribute_values_value on catalog.attribute_values (attribute_id, md5(value));

create table catalog.product_attributes (
  product_id uuid not null references catalog.products on delete cascade,
  attribute_id uuid not null references catalog.attributes on delete cascade,
  value_id uuid not null references catalog.attribute_values on delete cascade,
  primary key (product_id, value_id)
);
create index product_attributes_value on catalog.product_attributes (value_id, product_id);

create table catalog.media (
  id uuid primary key,
  product_id uuid not null references catalog.products on delete cascade,
  kind text not null check (kind in ('picture', 'certificate', 'manual', 'video', 'file')),
  file_id uuid references kernel.files,
  url text,
  title text,
  position int not null default 0,
  valid_from date,
  valid_until date,
  -- where an exchange put it, so that a resend finds it again
  source_path text,
  check ((file_id is null) <> (url is null) or source_path is not null)
);
create index media_product on catalog.media (product_id, kind, position);
create index media_source_path on catalog.media (source_path) where source_path is not null;

create table catalog.analogs (
  product_id uuid not null references catalog.products on delete cascade,
  analog_id uuid not null references catalog.products on delete cascade,
  kind text not null check (kind in ('analog', 'replacement', 'accessory')),
  ratio numeric(18,6) not null default 1,
  note text,
  primary key (product_id, analog_id, kind),
  check (product_id <> analog_id)
);

-- other systems' keys; external ids of 1C compare lower-cased
create table catalog.mappings (
  source text not null,
  kind text not null check (kind in ('product', 'category', 'attribute', 'attribute_value', 'unit')),
  external_id text not null check (external_id = lower(external_id)),
  entity_id uuid not null,
  primary key (source, kind, external_id)
);
create index mappings_entity on catalog.mappings (entity_id);

create schema inventory;

create table inventory.warehouses (
  id uuid primary key,
  name text not null,
  name_en text,
  address text,
  region text,
  position int not null default 0,
  active boolean not null default true
);

create table inventory.warehouse_mappings (
  source text not null,
  external_id text not null check (external_id = lower(external_id)),
  warehouse_id uuid not null references inventory.warehouses on delete cascade,
  primary key (source, external_id)
);

create table inventory.stock (
  product_id uuid not null references catalog.products on delete cascade,
  warehouse_id uuid not null references inventory.warehouses on delete cascade,
  quantity numeric(18,6) not null,
  updated_at timestamptz not null,
  primary key (product_id, warehouse_id)
);
comment on column inventory.stock.quantity is 'base units, as the stock source last said; what orders hold is in reservations';

-- base units; one row per order line and warehouse, active until released
create table inventory.reservations (
  id uuid primary key,
  order_line_id uuid not null,
  product_id uuid not null references catalog.products,
  warehouse_id uuid not null references inventory.warehouses,
  quantity numeric(18,6) not null check (quantity > 0),
  created_at timestamptz not null,
  released_at timestamptz,
  released_because text
);
create index reservations_active on inventory.reservations (product_id, warehouse_id) include (quantity) where released_at is null;
create index reservations_line on inventory.reservations (order_line_id);

create table inventory.lots (
  id uuid primary key,
  product_id uuid not null references catalog.products on delete cascade,
  warehouse_id uuid not null references inventory.warehouses on delete cascade,
  quantity numeric(18,6) not null check (quantity > 0),
  eta date not null,
  confirmed boolean not null default true,
  source text,
  external_id text
);
create index lots_product on inventory.lots (product_id, eta);
