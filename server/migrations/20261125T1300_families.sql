-- Function 46: the operator edits families of variants. What he has set wins over what an exchange says later.
alter table catalog.families
  -- made by an exchange of a good that is sold by characteristics
  add column from_exchange boolean not null default false,
  add column edited_at timestamptz,
  add column edited_by uuid references identity.users;
update catalog.families f set from_exchange = true
where exists (select from catalog.products p where p.family_id = f.id and p.has_variants);
create index families_name on catalog.families (name collate "ru-x-icu", id);
create index families_name_trgm on catalog.families using gin (name gin_trgm_ops);

-- true: a person put the product into its family, or took it out; an exchange makes it no other one
alter table catalog.products add column family_by_hand boolean not null default false;

-- The order of an axis's values in the matrix; values that stand here nowhere come after, by number and alphabet.
create table catalog.family_values (
  family_id uuid not null references catalog.families on delete cascade,
  value_id uuid not null references catalog.attribute_values on delete cascade,
  place int not null,
  primary key (family_id, value_id)
);
create index family_values_value on catalog.family_values (value_id);

-- Where a person put a product on an axis. Without a row its own property says; an exchange does not come here.
create table catalog.family_places (
  product_id uuid not null references catalog.products on delete cascade,
  attribute_id uuid not null references catalog.attributes on delete cascade,
  value_id uuid not null references catalog.attribute_values on delete cascade,
  primary key (product_id, attribute_id)
);
create index family_places_value on catalog.family_places (value_id);
