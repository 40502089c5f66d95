-- A connection shows when 1C was last refused: 1C says the same words about any refusal.
alter table erp.connections add last_refused_at timestamptz;

-- the last success of a connection, and its log
create index jobs_connection on erp.jobs (connection_id, received_at desc, id desc);
create index jobs_done on erp.jobs (connection_id, finished_at desc) where state = 'done';
create index quarantine_open on erp.quarantine (last_seen_at desc, id desc) where resolved_at is null;
