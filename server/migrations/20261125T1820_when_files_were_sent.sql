-- An older session that is worked once more must not put its file in the place of a later one.
alter table catalog.pictures add column source_sent_at timestamptz;
alter table catalog.documents add column source_sent_at timestamptz;
