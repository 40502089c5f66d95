-- A product's VAT class may change on a day; until then, and where nothing is said, products.vat_class holds.
create table catalog.vat_class_changes (
  product_id uuid not null references catalog.products on delete cascade,
  valid_from date not null,
  vat_class text not null check (vat_class in ('base', 'reduced', 'zero', 'none')),
  primary key (product_id, valid_from)
);
