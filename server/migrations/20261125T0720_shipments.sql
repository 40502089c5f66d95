-- Function 12b: what is on its way to the buyer. How much of an order's line is shipped and delivered stays with the line; a
-- shipment says with whom and when its part goes.
create schema shipments;

create sequence shipments.shipment_number start 501;

create table shipments.shipments (
  id uuid primary key,
  number text not null unique,
  company_id uuid not null references organizations.companies,
  delivery_point_id uuid references organizations.delivery_points,
  delivery_address text,
  status text not null check (status in ('packing', 'on_way', 'delivered')),
  carrier text,
  tracking_number text,
  tracking_url text check (tracking_url ~ '^https?://'),
  packages int check (packages between 1 and 10000),
  planned_on date,
  shipped_on date,
  delivered_on date,
  -- made from a mark of the ERP, which says nothing of carriers and dates
  inferred boolean not null default false,
  created_by uuid references identity.users,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((status = 'delivered') = (delivered_on is not null))
);
create index shipments_company on shipments.shipments (company_id, planned_on);
create index shipments_recent on shipments.shipments (company_id, created_at desc, id desc);

-- in the unit of the order's line
create table shipments.lines (
  shipment_id uuid not null references shipments.shipments on delete cascade,
  order_line_id uuid not null references orders.lines on delete cascade,
  quantity numeric(18,6) not null check (quantity > 0),
  primary key (shipment_id, order_line_id)
);
create index lines_order_line on shipments.lines (order_line_id);
