alter table orders
    add column payment_status    text           not null default 'UNPAID',
    add column payment_id        uuid,
    add column payment_method    text,
    add column payment_reference text,
    add column paid_at           timestamptz,
    add column paid_amount       numeric(20, 2) not null default 0,
    add column refunded_amount   numeric(20, 2) not null default 0,
    add column reserved_until    timestamptz,
    -- Paid as a whole or not at all, and nobody gets back more than was paid.
    add constraint orders_paid_once check (paid_amount in (0, total_amount)),
    add constraint orders_refund_what_was_paid check (refunded_amount between 0 and paid_amount);
create unique index orders_by_payment on orders (payment_id);
create index orders_to_expire on orders (reserved_until) where status = 'PENDING';
