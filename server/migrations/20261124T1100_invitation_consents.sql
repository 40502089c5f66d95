-- What the invited agreed to when he made his account, as an applicant's consents are kept with his application.
alter table organizations.invitations add column consents jsonb;
