create extension if not exists pg_trgm;

-- Posted from the events of users; can be rebuilt from them.
create table users (
    id            uuid        primary key,
    version       bigint      not null,
    username      text        not null,
    email         text,
    full_name     text,
    bio           text,
    role          text        not null,
    status        text        not null,
    last_login_at timestamptz,
    created_at    timestamptz not null,
    updated_at    timestamptz not null
);
-- The name of such an index is read as <table>_<field>_taken when it refuses a row.
create unique index users_username_taken on users (lower(username));
create unique index users_email_taken on users (lower(email));
create index users_by_creation on users (created_at, id);

-- Neither event nor projection: never rebuilt, and gone with the person.
create table credentials (
    user_id       uuid        primary key,
    password_hash text        not null,
    changed_at    timestamptz not null default now()
);
