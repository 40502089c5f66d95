-- A line remembers what it drew of a contracted quantity, and from which fixed price, so that a change gives back exactly that.
alter table orders.lines
  add column drawn_from uuid references contracts.fixed_prices on delete set null,
  -- in the fixed price's unit
  add column drawn numeric(18,6) not null default 0 check (drawn >= 0);
create index lines_drawn_from on orders.lines (drawn_from) where drawn_from is not null;
