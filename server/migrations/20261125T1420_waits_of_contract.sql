-- A change of a contract is looked at with its event, not with the next hour.
create index subscriptions_contract on subscriptions.subscriptions (contract_id) where ended_at is null;
