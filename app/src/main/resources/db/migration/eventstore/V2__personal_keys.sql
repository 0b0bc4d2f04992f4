do $$ begin
    if exists (select from domain_events where type = 'users.UserRegistered') then
        raise exception 'These events were written before personal data were encrypted, and events are never changed. Begin with an empty database: delete the data directory (~/.daybook) or choose another.';
    end if;
end $$;

-- What personal data in events and snapshots are encrypted with: a key per person, itself encrypted with the master key.
-- Neither event nor projection. Destroyed with the person; the row stays, so that nobody gets a second key.
create table personal_keys (
    user_id     uuid        primary key,
    wrapped_key bytea,
    made_at     timestamptz not null default now()
);
create index personal_keys_by_age on personal_keys (made_at) where wrapped_key is not null;

-- Whatever the command answered.
alter table idempotency_keys alter column result type jsonb using to_jsonb(result);
