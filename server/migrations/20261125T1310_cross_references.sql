-- Function 10: the operator keeps what others call the goods; the catalogue's index finds them by it too.
alter table catalog.cross_references
  add column id uuid not null default gen_random_uuid(),
  add constraint cross_references_id unique (id);
create index cross_references_by_code on catalog.cross_references (code_key collate "C", id);
create index cross_references_owner on catalog.cross_references (owner) where owner is not null;

do $$
declare
  t text := 'cross_references';
begin
  execute format('create trigger %I after insert on catalog.%I referencing new table as touched
    for each statement execute function catalog.note_products_of()', t || '_inserted', t);
  execute format('create trigger %I after update on catalog.%I referencing new table as touched
    for each statement execute function catalog.note_products_of()', t || '_updated', t);
  execute format('create trigger %I after delete on catalog.%I referencing old table as touched
    for each statement execute function catalog.note_products_of()', t || '_deleted', t);
end $$;
