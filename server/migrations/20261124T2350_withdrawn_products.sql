-- A product that the operator has taken off sale stays off sale when the ERP sends it again; only the operator puts it back.
alter table catalog.products add column withdrawn boolean not null default false;
