-- Who has set a change of a product's VAT class, and when: a manager sees it beside the change. Null: before this was kept.
alter table catalog.vat_class_changes
  add column set_at timestamptz,
  add column set_by uuid references identity.users;
-- the office asks for what is going to change
create index vat_class_changes_from on catalog.vat_class_changes (valid_from);
