-- How far each subscriber has followed the log, and on which node. Axon's, which names the types.
create table subscriber_tokens (
    subscriber text    not null,
    segment    integer not null,
    token      bytea,
    token_type text,
    claimed_at text,
    owner      text,
    primary key (subscriber, segment)
);

-- Begins where the log ended when the shop got it: what was there before is no news to customers.
insert into subscriber_tokens (subscriber, segment, token, token_type, claimed_at)
select 'notification-sender', 0, convert_to(jsonb_build_object('globalIndex', coalesce(max(position), 0))::text, 'UTF8'),
    'org.axonframework.eventhandling.GlobalSequenceTrackingToken', '1970-01-01T00:00:00Z'
from domain_events;

-- Events that a subscriber could not deal with, and those of the same stream that have to wait behind them. Only their
-- ids: what is personal in them stays where it can be erased.
create table dead_letters (
    id          uuid        primary key,
    subscriber  text        not null,
    sequence    text        not null,
    event_id    uuid        not null references domain_events (event_id),
    position    bigint      not null,
    cause       text        not null,
    enqueued_at timestamptz not null default now(),
    retried_at  timestamptz
);
create unique index dead_letters_by_sequence on dead_letters (subscriber, sequence, position);
create index dead_letters_by_age on dead_letters (enqueued_at, id);
