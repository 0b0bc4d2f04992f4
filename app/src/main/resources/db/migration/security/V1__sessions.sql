-- Who is signed in. Secrets: neither events nor posted from them.
create table sessions (
    id        uuid        primary key,
    user_id   uuid        not null,
    opened_at timestamptz not null,
    ended_at  timestamptz
);
create index sessions_by_user on sessions (user_id) where ended_at is null;

create table refresh_tokens (
    hash       text        primary key,
    session_id uuid        not null references sessions on delete cascade,
    expires_at timestamptz not null,
    used_at    timestamptz
);
create index refresh_tokens_by_session on refresh_tokens (session_id);
