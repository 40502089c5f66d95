-- Function 43: an order is a paper, so it keeps the buyer's number of the day it was placed.
alter table orders.lines add column part_number text;

-- Function 10: codes by which others know a product (another maker's, an old catalogue's); the last that a row is matched by.
create table catalog.cross_references (
  product_id uuid not null references catalog.products on delete cascade,
  code text not null,
  code_key text not null check (code_key <> ''),
  -- whose code it is: a maker, a catalogue
  owner text,
  primary key (product_id, code_key)
);
create index cross_references_key on catalog.cross_references (code_key);
