-- A feed that is deleted leaves its file to be cleared away: the bytes must be found to be forgotten.
alter table pricelists.files drop constraint files_feed_id_fkey;
alter table pricelists.files add constraint files_feed_id_fkey
  foreign key (feed_id) references pricelists.feeds on delete set null;
