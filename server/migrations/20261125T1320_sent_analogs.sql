-- Function 42: analogs that an exchange names stand beside those that a person has set, and never over them.
alter table catalog.analogs
  -- the exchange that named it; null: a person set it, or has changed it since
  add column source text;

-- What an exchange named, by its own ids: the product that it means may come later.
create table catalog.sent_analogs (
  source text not null,
  product_id uuid not null references catalog.products on delete cascade,
  external_id text not null check (external_id = lower(external_id)),
  primary key (source, product_id, external_id)
);
create index sent_analogs_external_id on catalog.sent_analogs (source, external_id);

-- A link of an exchange that a person took away: it does not come back with the next one.
create table catalog.refused_analogs (
  product_id uuid not null references catalog.products on delete cascade,
  analog_id uuid not null references catalog.products on delete cascade,
  primary key (product_id, analog_id)
);
create index refused_analogs_analog on catalog.refused_analogs (analog_id);
