-- These tables are posted from the events; they can be rebuilt from them.

create table orders (
    id               uuid           primary key,
    version          bigint         not null,
    number           text           not null,
    status           text           not null,
    customer_id      uuid           not null,
    total_amount     numeric(20, 2) not null check (total_amount > 0),
    currency         text           not null,
    shipping_address text,
    tracking_number  text,
    cancel_reason    text,
    placed_at        timestamptz    not null,
    confirmed_at     timestamptz,
    shipped_at       timestamptz,
    delivered_at     timestamptz,
    cancelled_at     timestamptz,
    updated_at       timestamptz    not null
);
-- Daybook draws the numbers itself: an order whose number collides is placed again with another.
create unique index orders_number_collides on orders (number);
create index orders_by_customer on orders (customer_id, placed_at, id);
create index orders_by_placement on orders (placed_at, id);
create index orders_by_total on orders (total_amount, id);

create table order_lines (
    id                uuid           primary key,
    order_id          uuid           not null,
    line_number       integer        not null,
    product_id        uuid           not null,
    product_name      text           not null,
    sku               text           not null,
    quantity          integer        not null check (quantity > 0),
    unit_price_amount numeric(10, 2) not null check (unit_price_amount > 0),
    total_amount      numeric(20, 2) not null check (total_amount > 0),
    currency          text           not null
);
create unique index order_lines_by_order on order_lines (order_id, line_number);
create index order_lines_by_product on order_lines (product_id, order_id);
