-- A good that 1C sells only by characteristics stands in the catalogue as its variants; itself it is never offered.
alter table catalog.products add column has_variants boolean not null default false;
create index products_has_variants on catalog.products (family_id) where has_variants;
