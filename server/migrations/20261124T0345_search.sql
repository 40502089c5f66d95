-- Buyers' part numbers get a schema of their own: the showcase searches them and matching recognises by them.
create schema partnumbers;
alter table matching.part_numbers set schema partnumbers;

-- What a person cannot tell apart by eye has one key: Cyrillic and Latin letters, O and 0, З and 3.
-- The same pairs stand in server/src/goods/catalog/article-key.ts.
create function catalog.lookalike_key(key text) returns text language sql immutable strict parallel safe
  return translate(key, 'АВЕКМНОРСТУХЗO', 'ABEKMH0PCTYX30');
create index products_article_lookalike on catalog.products (catalog.lookalike_key(article_key)) where article_key is not null;
create index products_manufacturer_lookalike on catalog.products (catalog.lookalike_key(manufacturer_key)) where manufacturer_key is not null;

-- Grows with every change of what counts and facets are made of, so that counted figures can be kept until then.
create sequence catalog.version;
create function catalog.raise_version() returns trigger language plpgsql as $$
begin
  perform nextval('catalog.version');
  return null;
end $$;
create trigger products_version after insert or update or delete on catalog.products
  for each statement execute function catalog.raise_version();
create trigger product_categories_version after insert or update or delete on catalog.product_categories
  for each statement execute function catalog.raise_version();
create trigger product_attributes_version after insert or update or delete on catalog.product_attributes
  for each statement execute function catalog.raise_version();
create trigger categories_version after insert or update or delete on catalog.categories
  for each statement execute function catalog.raise_version();
create trigger attributes_version after insert or update or delete on catalog.attributes
  for each statement execute function catalog.raise_version();
create trigger attribute_values_version after insert or update or delete on catalog.attribute_values
  for each statement execute function catalog.raise_version();
create trigger brands_version after insert or update or delete on catalog.brands
  for each statement execute function catalog.raise_version();
