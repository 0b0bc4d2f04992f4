-- The journal of original entry: every fact once, in order, never changed. All other tables but secrets are posted from it.
create table domain_events (
    position        bigint      generated always as identity primary key,
    event_id        uuid        not null unique,
    aggregate_type  text        not null,
    aggregate_id    text        not null,
    sequence_number bigint      not null,
    type            text        not null,
    revision        text,
    occurred_at     timestamptz not null,
    payload         jsonb       not null,
    metadata        jsonb       not null,
    -- The last word on concurrent changes of one aggregate.
    constraint domain_events_stream unique (aggregate_id, sequence_number)
);

-- Whoever follows the log reads behind the appends that are still on their way (see Horizon). A position is drawn after
-- this trigger has run, so it is greater than the lock's name; and the lock goes when the rows become visible.
create function mark_append() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock_shared((1::bigint << 60) + last_value) from domain_events_position_seq;
    return null;
end $$;
create trigger mark_append before insert on domain_events for each statement execute function mark_append();

-- A fact is not bent.
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'Events are never changed';
end $$;
create trigger refuse_change before update on domain_events for each row execute function refuse_change();

-- Memory aids of aggregates; may be deleted at any time.
create table snapshots (
    event_id        uuid        not null unique,
    aggregate_type  text        not null,
    aggregate_id    text        not null,
    sequence_number bigint      not null,
    type            text        not null,
    revision        text,
    occurred_at     timestamptz not null,
    payload         jsonb       not null,
    metadata        jsonb       not null,
    primary key (aggregate_id, sequence_number)
);

create table idempotency_keys (
    actor       text        not null,
    mutation    text        not null,
    key         text        not null,
    fingerprint text        not null,
    result      uuid        not null,
    created_at  timestamptz not null default now(),
    primary key (actor, mutation, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);
