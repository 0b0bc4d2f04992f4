-- Whether somebody has had to do with the account of another.
create index transfers_by_sender on transfers (from_account_id, to_account_id);
create index transfers_by_receiver on transfers (to_account_id, from_account_id);
