-- Function 48: regions of delivery. A delivery point stands in a region, a region is served by some warehouses, the nearest
-- first; what a buyer is shown and what his order reserves comes from those that his contract allows among them.
create table inventory.regions (
  id uuid primary key,
  name text not null,
  name_en text,
  position int not null default 0
);
create unique index regions_name on inventory.regions (lower(name));

-- a region without rows is served by every warehouse
create table inventory.region_warehouses (
  region_id uuid not null references inventory.regions on delete cascade,
  warehouse_id uuid not null references inventory.warehouses on delete cascade,
  priority int not null default 0,
  primary key (region_id, warehouse_id)
);
create index region_warehouses_warehouse on inventory.region_warehouses (warehouse_id);

-- a delivery point without a row is served by every warehouse of the contract
create table inventory.point_regions (
  delivery_point_id uuid primary key references organizations.delivery_points on delete cascade,
  region_id uuid not null references inventory.regions on delete cascade
);
create index point_regions_region on inventory.point_regions (region_id);

create index contract_warehouses_warehouse on contracts.contract_warehouses (warehouse_id);
