-- How many wrong passwords a login or an address has left. Bucket4j's, which names the types; an id is a keyed hash.
create table log_in_attempts (
    id         bigint primary key,
    state      bytea,
    -- In milliseconds. Bucket4j inserts a row without it first; should nothing follow, it goes too.
    expires_at bigint not null default extract(epoch from now() + interval '1 day') * 1000
);
