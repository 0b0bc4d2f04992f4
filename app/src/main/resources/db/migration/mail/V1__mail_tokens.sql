-- What the open tokens of mails are good for. Only hashes: a token is known to who reads the mail, and works once. The request
-- is the event of the user, by its number in their stream, and has the address that is to be confirmed.
create table mail_tokens (
    user_id    uuid        not null,
    purpose    text        not null,
    hash       text        not null unique,
    request    bigint      not null,
    expires_at timestamptz not null,
    primary key (user_id, purpose)
);
create index mail_tokens_by_expiry on mail_tokens (expires_at);
