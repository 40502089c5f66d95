-- An order itself knows what the ERP did with it, so that no screen of orders asks the exchange above it.
alter table orders.orders
  add column taken_by_erp_at timestamptz,
  add column erp_number text,
  add column erp_answered_at timestamptz,
  add column changed_by_erp boolean not null default false;
create index orders_not_taken on orders.orders (created_at) where taken_by_erp_at is null and status <> 'cancelled';
