-- The operator reads all goods by name, whether offered or not; a price list is assigned to somebody once.
create index products_all_by_name on catalog.products (name collate "ru-x-icu", id);
create index products_all_by_name_en on catalog.products (coalesce(name_en, name) collate "ru-x-icu", id);

delete from pricing.assignments a using pricing.assignments b
where a.id > b.id and a.price_list_id = b.price_list_id and a.company_id is not distinct from b.company_id
  and a.group_id is not distinct from b.group_id and a.segment is not distinct from b.segment;
alter table pricing.assignments
  add constraint assignments_once unique nulls not distinct (price_list_id, company_id, group_id, segment);
create index assignments_segment on pricing.assignments (segment) where segment is not null;
