-- A checked file may wait for days; a crash of the database must not empty it.
alter table feeds.staged set logged;
-- whose rows a crash has emptied before is checked again when its columns are confirmed
update feeds.imports i set state = 'mapping'
where i.state in ('ready', 'asks', 'importing') and i.staged_count > 0
  and not exists (select from feeds.staged s where s.import_id = i.id);
alter table feeds.imports drop column staged_count;
