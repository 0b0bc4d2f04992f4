-- Who has rebuilt or verified which projection, and with what result.
create table projection_runs (
    id                uuid             primary key,
    projection        text             not null,
    kind              text             not null,
    state             text             not null,
    events_processed  bigint           not null default 0,
    events_total      bigint           not null default 0,
    events_per_second double precision not null default 0,
    mismatch_count    bigint           not null default 0,
    mismatches        jsonb            not null default '[]',
    error             text,
    actor             text             not null,
    started_at        timestamptz      not null,
    finished_at       timestamptz
);
create index projection_runs_by_projection on projection_runs (projection, kind, started_at);
create unique index projection_runs_one_at_a_time on projection_runs (projection) where state = 'RUNNING';

-- The key of the advisory lock that a run holds; the first half tells these locks from all others.
create function projection_lock(projection text) returns bigint language sql immutable as $$
    select (x'DA7B00C'::bigint << 32) | (hashtext(projection)::bigint & 4294967295)
$$;

-- A run whose process is gone holds its lock no more.
create view projection_runs_now as
select id, projection, kind,
       case when is_lost then 'FAILED' else state end as state,
       events_processed, events_total, events_per_second, mismatch_count, mismatches,
       case when is_lost then 'Its process has ended before it did' else error end as error,
       actor, started_at, finished_at
from (select *, state = 'RUNNING' and not exists (
            select from pg_locks
            where locktype = 'advisory' and objsubid = 1
              and database = (select oid from pg_database where datname = current_database())
              and (classid::bigint << 32 | objid::bigint) = projection_lock(projection)) as is_lost
      from projection_runs) as runs;
