-- Posted from the events of the notifications.
create table notifications (
    id         uuid        primary key,
    user_id    uuid        not null,
    kind       text        not null,
    message    text        not null,
    order_id   uuid,
    created_at timestamptz not null,
    read_at    timestamptz
);
create index notifications_by_user on notifications (user_id, created_at, id);
create index notifications_unread on notifications (user_id, created_at, id) where read_at is null;
