-- Who was counted as a viewer of a post within the last hour, as a keyed hash of both; neither event nor projection.
-- Unlogged: after a crash of the server it is empty, and a view may count twice.
create unlogged table post_readers (
    id         bigint      primary key,
    counted_at timestamptz not null
);
create index post_readers_by_age on post_readers (counted_at);
