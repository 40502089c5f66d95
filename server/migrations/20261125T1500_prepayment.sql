-- Function 18: a contract may ask a prepayment for the part of an order that waits for goods. An order keeps the per cent
-- of its day; until a manager marks the money received, what comes passes it by, and it keeps its place in the queue.

alter table contracts.contracts
  add column absent_prepayment smallint check (absent_prepayment between 1 and 100);

alter table orders.orders
  add column prepayment_percent smallint check (prepayment_percent between 1 and 100),
  -- what was due when it was marked received, gross
  add column prepaid numeric(19,4) check (prepaid >= 0),
  add column prepaid_at timestamptz,
  add column prepaid_by uuid references identity.users,
  -- what the ERP brought is in the ERP's own queue
  add check (prepayment_percent is null or origin <> 'erp'),
  add check (num_nonnulls(prepaid, prepaid_at) in (0, 2) and (prepaid_at is null or prepayment_percent is not null));

alter table inventory.waits
  -- true: it keeps its place and takes nothing that comes
  add column held boolean not null default false;

alter table carts.lines
  -- of the figures kept: does some of it wait as far as the buyer is shown, and what that comes to where he is told
  add column waiting text check (waiting in ('told', 'untold', 'maybe')),
  add column waiting_gross numeric;
