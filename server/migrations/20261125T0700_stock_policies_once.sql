-- One policy for one audience, category and warehouse: with two, chance would decide what a buyer sees. The newest stays.
delete from visibility.policies older using visibility.policies newer
where older.id < newer.id and older.for_guests = newer.for_guests
  and (older.contract_id, older.company_id, older.group_id, older.category_id, older.warehouse_id)
    is not distinct from (newer.contract_id, newer.company_id, newer.group_id, newer.category_id, newer.warehouse_id);

create unique index policies_once on visibility.policies
  (contract_id, company_id, group_id, for_guests, category_id, warehouse_id) nulls not distinct;

update visibility.policies set few_below = greatest(few_below, 1), cap = greatest(cap, 1);
update visibility.policies set many_from = few_below where many_from < few_below;
alter table visibility.policies
  add check (not for_guests or num_nonnulls(contract_id, company_id, group_id) = 0),
  add check (few_below > 0 and many_from >= few_below and cap > 0);

create index policies_contract on visibility.policies (contract_id) where contract_id is not null;
create index policies_company on visibility.policies (company_id) where company_id is not null;
create index policies_group on visibility.policies (group_id) where group_id is not null;
