-- Functions 12 and 18: lots that are ordered against, the queue of order lines that wait for goods, what is allowed
-- for goods that are not there, and what the buyer chose for them.

alter table inventory.lots
  add column state text not null default 'expected' check (state in ('expected', 'received', 'cancelled')),
  add column note text,
  add column created_at timestamptz not null default now(),
  add column updated_at timestamptz not null default now(),
  add column closed_at timestamptz,
  -- the day on which it was noticed that the date has passed; null again when a new date is given
  add column overdue_since date;
create unique index lots_external on inventory.lots (source, external_id) where external_id is not null;
create index lots_expected on inventory.lots (eta, id) where state = 'expected';

-- one row per product that somebody has ever waited for: locked before its waits and its lots are counted
create table inventory.queues (
  product_id uuid primary key references catalog.products on delete cascade
);

-- what order lines wait for, in base units; pushed down by orders, as they push reservations
create table inventory.waits (
  order_line_id uuid primary key,
  product_id uuid not null references catalog.products on delete cascade,
  quantity numeric(18,6) not null check (quantity > 0),
  -- where the goods may come from, the preferred first
  warehouse_ids uuid[] not null,
  priority int not null default 0,
  since timestamptz not null,
  -- false: a person answers when the goods will be there, lots promise nothing
  by_lots boolean not null default true
);
create index waits_queue on inventory.waits (product_id, priority desc, since, order_line_id);

-- base units of a lot that are promised to an order line, active until released
create table inventory.lot_reservations (
  id uuid primary key,
  order_line_id uuid not null,
  lot_id uuid not null references inventory.lots on delete cascade,
  product_id uuid not null references catalog.products on delete cascade,
  quantity numeric(18,6) not null check (quantity > 0),
  created_at timestamptz not null,
  released_at timestamptz,
  released_because text
);
create index lot_reservations_active on inventory.lot_reservations (lot_id) include (quantity) where released_at is null;
create index lot_reservations_product on inventory.lot_reservations (product_id) include (quantity) where released_at is null;
create index lot_reservations_line on inventory.lot_reservations (order_line_id) where released_at is null;

alter table contracts.contracts
  drop constraint contracts_absent_goods_check,
  add constraint contracts_absent_goods_check check (absent_goods in ('forbid', 'backorder', 'preorder', 'on_request')),
  -- base units of one product that may be ordered beyond stock and lots, by everybody together; null = any
  add column absent_cap numeric(18,6) check (absent_cap >= 0),
  -- a line that has waited keeps its price, or gets the price of the day on which its goods are allocated
  add column absent_price text not null default 'keep' check (absent_price in ('keep', 'refresh')),
  -- who gets arriving goods first: the greater
  add column allocation_priority int not null default 0 check (allocation_priority between 0 and 9);

-- the most specific wins: contract and product, contract and category, product, category, then the contract itself
create table contracts.absent_rules (
  id uuid primary key,
  contract_id uuid references contracts.contracts on delete cascade,
  product_id uuid references catalog.products on delete cascade,
  category_id uuid references catalog.categories on delete cascade,
  mode text not null check (mode in ('forbid', 'backorder', 'preorder', 'on_request')),
  cap numeric(18,6) check (cap >= 0),
  check (num_nonnulls(product_id, category_id) = 1),
  unique nulls not distinct (contract_id, product_id, category_id)
);
create index absent_rules_product on contracts.absent_rules (product_id) where product_id is not null;

alter table orders.orders
  -- of the choice "cancel": what has not come by the end of this day is cancelled
  add column absent_until date,
  add column absent_closed_at timestamptz;
create index orders_to_close on orders.orders (absent_until) where absent_until is not null and absent_closed_at is null;

alter table orders.lines
  add column absent_mode text not null default 'backorder' check (absent_mode in ('forbid', 'backorder', 'preorder', 'on_request')),
  -- a date that a manager gave stays when lots move
  add column promised_by_manager boolean not null default false,
  -- what the buyer asks to cancel of an order that the ERP has; a manager answers
  add column cancel_asked numeric(18,6) not null default 0 check (cancel_asked >= 0);
update orders.lines set promised_by_manager = true where promised_on is not null;

insert into inventory.waits (order_line_id, product_id, quantity, warehouse_ids, since)
select l.id, l.product_id,
  round((l.quantity - l.reserved - l.picking - l.shipped - l.cancelled) * l.factor_numerator / l.factor_denominator, 6),
  coalesce(
    (select array_agg(cw.warehouse_id order by cw.priority, cw.warehouse_id) from contracts.contract_warehouses cw
      where cw.contract_id = o.contract_id),
    array(select w.id from inventory.warehouses w where w.active order by w.position, w.name, w.id)),
  o.created_at
from orders.lines l join orders.orders o on o.id = l.order_id
where l.product_id is not null and l.origin <> 'erp' and o.origin <> 'erp' and o.status not in ('shipped', 'delivered', 'cancelled')
  and round((l.quantity - l.reserved - l.picking - l.shipped - l.cancelled) * l.factor_numerator / l.factor_denominator, 6) > 0;
insert into inventory.queues (product_id) select distinct product_id from inventory.waits;
