-- A run lets go of its lock when it ends. Who began to look before that sees its row as it was, running, and its lock no
-- more: so the row is looked at once again, which a volatile function does with fresh eyes.
create function run_is_lost(run uuid, of_projection text) returns boolean language plpgsql volatile as $$
begin
    if exists (select from pg_locks
               where locktype = 'advisory' and objsubid = 1
                 and database = (select oid from pg_database where datname = current_database())
                 and (classid::bigint << 32 | objid::bigint) = projection_lock(of_projection)) then
        return false;
    end if;
    return exists (select from projection_runs where id = run and state = 'RUNNING');
end
$$;

create or replace view projection_runs_now as
select id, projection, kind,
       case when is_lost then 'FAILED' else state end as state,
       events_processed, events_total, events_per_second, mismatch_count, mismatches,
       case when is_lost then 'Its process has ended before it did' else error end as error,
       actor, started_at, finished_at
from (select *, state = 'RUNNING' and run_is_lost(id, projection) as is_lost from projection_runs) as runs;
