-- A run that has lost its lock is seen as failed before its process, if there is one, has recorded that. Who began to look before
-- the record sees the row as it was, running, and must not take it for a run that goes on: it would run again after it had failed.
create or replace function run_is_lost(run uuid, of_projection text) returns boolean language plpgsql volatile as $$
begin
    if exists (select from pg_locks
               where locktype = 'advisory' and objsubid = 1
                 and database = (select oid from pg_database where datname = current_database())
                 and (classid::bigint << 32 | objid::bigint) = projection_lock(of_projection)) then
        return false;
    end if;
    return exists (select from projection_runs where id = run and state in ('RUNNING', 'FAILED'));
end
$$;
