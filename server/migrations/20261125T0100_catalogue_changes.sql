-- The server keeps an index of the catalogue in its memory. These logs tell it what to read again: each row carries its
-- transaction, so that a reader who kept a snapshot finds exactly what was committed since, whatever the order of commits.
create table catalog.changes (
  xid xid8 not null default pg_current_xact_id(),
  -- null: not a product but what products are described by (categories, attributes, their values, brands)
  product_id uuid,
  at timestamptz not null default now()
);
create index changes_xid on catalog.changes (xid);
create index changes_at on catalog.changes using brin (at);

create table inventory.changes (
  xid xid8 not null default pg_current_xact_id(),
  product_id uuid not null,
  at timestamptz not null default now()
);
create index changes_xid on inventory.changes (xid);
create index changes_at on inventory.changes using brin (at);

-- What was kept by version before is kept by the index now; so is the search by words.
drop trigger products_version on catalog.products;
drop trigger product_categories_version on catalog.product_categories;
drop trigger product_attributes_version on catalog.product_attributes;
drop trigger categories_version on catalog.categories;
drop trigger attributes_version on catalog.attributes;
drop trigger attribute_values_version on catalog.attribute_values;
drop trigger brands_version on catalog.brands;
drop function catalog.raise_version();
drop sequence catalog.version;
alter table catalog.products drop column search;

create function catalog.note_products() returns trigger language plpgsql as $$
begin
  insert into catalog.changes (product_id) select id from touched;
  return null;
end $$;

create function catalog.note_products_of() returns trigger language plpgsql as $$
begin
  insert into catalog.changes (product_id) select distinct product_id from touched;
  return null;
end $$;

create function catalog.note_dictionary() returns trigger language plpgsql as $$
begin
  insert into catalog.changes (product_id) values (null);
  return null;
end $$;

create function inventory.note_products_of() returns trigger language plpgsql as $$
begin
  insert into inventory.changes (product_id) select distinct product_id from touched;
  return null;
end $$;

create trigger products_inserted after insert on catalog.products
  referencing new table as touched for each statement execute function catalog.note_products();
create trigger products_updated after update on catalog.products
  referencing new table as touched for each statement execute function catalog.note_products();
create trigger products_deleted after delete on catalog.products
  referencing old table as touched for each statement execute function catalog.note_products();

do $$
declare
  t text;
begin
  foreach t in array array['product_categories', 'product_attributes', 'barcodes'] loop
    execute format('create trigger %I after insert on catalog.%I referencing new table as touched
      for each statement execute function catalog.note_products_of()', t || '_inserted', t);
    execute format('create trigger %I after update on catalog.%I referencing new table as touched
      for each statement execute function catalog.note_products_of()', t || '_updated', t);
    execute format('create trigger %I after delete on catalog.%I referencing old table as touched
      for each statement execute function catalog.note_products_of()', t || '_deleted', t);
  end loop;
  foreach t in array array['categories', 'attributes', 'attribute_values', 'brands'] loop
    execute format('create trigger %I after insert or update or delete on catalog.%I
      for each statement execute function catalog.note_dictionary()', t || '_changed', t);
  end loop;
  foreach t in array array['stock', 'reservations'] loop
    execute format('create trigger %I after insert on inventory.%I referencing new table as touched
      for each statement execute function inventory.note_products_of()', t || '_inserted', t);
    execute format('create trigger %I after update on inventory.%I referencing new table as touched
      for each statement execute function inventory.note_products_of()', t || '_updated', t);
    execute format('create trigger %I after delete on inventory.%I referencing old table as touched
      for each statement execute function inventory.note_products_of()', t || '_deleted', t);
  end loop;
end $$;
