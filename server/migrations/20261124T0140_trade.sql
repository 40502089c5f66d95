-- Floors 4 and 5: uploads of row lists, carts, orders.
create schema matching;

create table matching.uploads (
  id uuid primary key,
  company_id uuid not null references organizations.companies,
  contract_id uuid not null references contracts.contracts,
  user_id uuid not null references identity.users,
  file_id uuid references kernel.files,
  name text not null,
  state text not null check (state in ('queued', 'reading', 'columns', 'ready', 'applied', 'failed')),
  progress int not null default 0 check (progress between 0 and 100),
  -- sheets with their first rows, so that a person can correct the guessed columns
  preview jsonb not null default '[]',
  columns jsonb,
  row_count int not null default 0,
  error_code text,
  error_params jsonb,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index uploads_company on matching.uploads (company_id, created_at desc);

create table matching.upload_rows (
  upload_id uuid not null references matching.uploads on delete cascade,
  position int not null,
  sheet text,
  row_number int not null,
  article_text text,
  quantity_text text,
  unit_text text,
  outcome text not null check (outcome in
    ('found', 'changed', 'analog', 'not_available', 'not_found', 'ambiguous', 'duplicate', 'bad_quantity', 'suspect_article')),
  product_id uuid references catalog.products,
  packaging_id uuid,
  quantity numeric(18,6),
  candidate_ids uuid[] not null default '{}',
  reasons jsonb not null default '[]',
  primary key (upload_id, position)
);

create table matching.column_mappings (
  company_id uuid not null references organizations.companies on delete cascade,
  header_key text not null,
  columns jsonb not null,
  used_at timestamptz not null,
  primary key (company_id, header_key)
);

-- function 43: the buyer's own part numbers
create table matching.part_numbers (
  company_id uuid not null references organizations.companies on delete cascade,
  product_id uuid not null references catalog.products on delete cascade,
  part_number text not null,
  part_key text not null,
  primary key (company_id, product_id)
);
create index part_numbers_key on matching.part_numbers (company_id, part_key);

create schema carts;

create table carts.carts (
  id uuid primary key,
  company_id uuid not null references organizations.companies,
  name text not null,
  state text not null default 'open' check (state in ('open', 'submitted', 'deleted')),
  -- grows with each change; a revision becomes at most one purchase
  revision int not null default 1,
  created_by uuid not null references identity.users,
  created_at timestamptz not null,
  updated_by uuid not null references identity.users,
  updated_at timestamptz not null
);
create index carts_company on carts.carts (company_id, updated_at desc) where state = 'open';

create table carts.lines (
  id uuid primary key,
  cart_id uuid not null references carts.carts on delete cascade,
  position int not null,
  contract_id uuid not null references contracts.contracts,
  product_id uuid not null references catalog.products,
  packaging_id uuid not null default '00000000-0000-0000-0000-000000000000',
  quantity numeric(18,6) not null check (quantity > 0),
  comment text,
  -- what the buyer last saw, so that an opened cart can say what changed
  seen_price numeric(19,6),
  added_by uuid not null references identity.users,
  added_at timestamptz not null,
  unique (cart_id, contract_id, product_id, packaging_id)
);
create index lines_cart on carts.lines (cart_id, position);

create schema orders;

create sequence orders.order_number start 1001;

-- one checkout of one cart revision; law 3
create table orders.purchases (
  id uuid primary key,
  cart_id uuid not null references carts.carts,
  cart_revision int not null,
  company_id uuid not null references organizations.companies,
  submission_key uuid not null,
  created_by uuid not null references identity.users,
  created_at timestamptz not null,
  unique (cart_id, cart_revision),
  unique (company_id, submission_key)
);

create table orders.orders (
  id uuid primary key,
  -- plain digits, at most 11: 1C's column
  number text not null unique check (number ~ '^[0-9]{1,11}$'),
  purchase_id uuid references orders.purchases,
  company_id uuid not null references organizations.companies,
  contract_id uuid not null references contracts.contracts,
  seller_id uuid not null references sellers.sellers,
  origin text not null check (origin in ('portal', 'phone', 'erp', 'mail', 'api')),
  -- derived from lines and marks by rules.ts, stored to be filtered by
  status text not null check (status in
    ('new', 'confirmed', 'in_work', 'partly_shipped', 'shipped', 'delivered', 'cancelled')),
  currency text not null,
  prices_include_vat boolean not null,
  net numeric(19,4) not null,
  vat numeric(19,4) not null,
  gross numeric(19,4) not null,
  paid numeric(19,4) not null default 0,
  paid_inferred boolean not null default false,
  po_number text,
  wanted_on date,
  delivery_point_id uuid references organizations.delivery_points,
  delivery_address text,
  consignee text,
  comment text,
  absent_choice text not null default 'parts' check (absent_choice in ('parts', 'wait', 'cancel')),
  created_by uuid references identity.users,
  on_behalf boolean not null default false,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  cancelled_at timestamptz,
  -- grows with every change that another system must learn; erp.order_exports compares it
  version int not null default 1,
  updated_at timestamptz not null,
  repeats_order_id uuid references orders.orders
);
create index orders_company on orders.orders (company_id, created_at desc, id desc);
create index orders_recent on orders.orders (created_at desc, id desc);
create index orders_status on orders.orders (status, created_at desc, id desc);
create index orders_purchase on orders.orders (purchase_id);
create index orders_po on orders.orders (company_id, po_number) where po_number is not null;

-- quantities are in the ordered unit; ordered = waiting + reserved + picking + shipped + cancelled
create table orders.lines (
  id uuid primary key,
  order_id uuid not null references orders.orders on delete cascade,
  position int not null,
  product_id uuid references catalog.products,
  article text,
  name text not null,
  packaging_id uuid not null default '00000000-0000-0000-0000-000000000000',
  unit_code text not null,
  unit_name text not null,
  factor_numerator numeric(18,6) not null default 1,
  factor_denominator numeric(18,6) not null default 1,
  quantity numeric(18,6) not null check (quantity >= 0),
  original_quantity numeric(18,6) not null,
  price numeric(19,6) not null check (price >= 0),
  original_price numeric(19,6) not null,
  base_price numeric(19,6),
  price_source text not null,
  vat_rate numeric(5,2),
  net numeric(19,4) not null,
  vat numeric(19,4) not null,
  gross numeric(19,4) not null,
  reserved numeric(18,6) not null default 0 check (reserved >= 0),
  picking numeric(18,6) not null default 0 check (picking >= 0),
  shipped numeric(18,6) not null default 0 check (shipped >= 0),
  shipped_inferred boolean not null default false,
  delivered numeric(18,6) not null default 0 check (delivered >= 0),
  cancelled numeric(18,6) not null default 0 check (cancelled >= 0),
  promised_on date,
  comment text,
  -- who brought the line: the buyer, or the ERP in its answer
  origin text not null default 'buyer' check (origin in ('buyer', 'erp', 'manager')),
  check (reserved + picking + shipped + cancelled <= quantity),
  check (delivered <= shipped)
);
create index lines_order on orders.lines (order_id, position);
create index lines_product on orders.lines (product_id, order_id);

-- what happened to an order, for people: shown in History
create table orders.events (
  id uuid primary key,
  order_id uuid not null references orders.orders on delete cascade,
  line_id uuid references orders.lines on delete cascade,
  at timestamptz not null,
  kind text not null,
  source text not null check (source in ('buyer', 'manager', 'erp', 'system')),
  user_id uuid references identity.users,
  details jsonb not null default '{}'
);
create index events_order on orders.events (order_id, at, id);
