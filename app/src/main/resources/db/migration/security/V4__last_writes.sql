-- Up to where users have written, for reads on a replica. A row is updated often, and no index needs to know.
create table last_writes (
    user_id uuid primary key,
    position pg_lsn not null,
    written_at timestamptz not null
) with (fillfactor = 50);
