-- How many orders there are in each status and what they amount to: of each customer, and of each day (by UTC, in which
-- the order was placed). Posted with the orders, so that nobody has to add up all of them.
--
-- Orders of the same day would all change the same row, one after the other: so a day has 16, told apart by the last digit
-- of the order's id.
create table order_figures (
    id              uuid           primary key,
    version         bigint         not null,
    customer_id     uuid,
    day             timestamptz,
    currency        text           not null,
    pending         integer        not null check (pending >= 0),
    confirmed       integer        not null check (confirmed >= 0),
    shipped         integer        not null check (shipped >= 0),
    delivered       integer        not null check (delivered >= 0),
    cancelled       integer        not null check (cancelled >= 0),
    revenue_amount  numeric(20, 2) not null check (revenue_amount >= 0),
    paid_amount     numeric(20, 2) not null check (paid_amount >= 0),
    refunded_amount numeric(20, 2) not null check (refunded_amount >= 0),
    check ((customer_id is null) <> (day is null))
);
create index order_figures_by_customer on order_figures (customer_id) where customer_id is not null;
create index order_figures_by_day on order_figures (day) where day is not null;
create index order_figures_by_revenue on order_figures (currency, revenue_amount desc, customer_id)
    where customer_id is not null;

-- These rows belong to many orders. Whoever changes one that another order has changed meanwhile looks again.
create function refuse_lost_figures() returns trigger language plpgsql as $$
begin
    if new.version <> old.version + 1 then
        raise exception 'These figures were changed meanwhile' using errcode = 'serialization_failure';
    end if;
    return new;
end $$;
create trigger refuse_lost_figures before update on order_figures
    for each row execute function refuse_lost_figures();

-- The figures of orders from before. The ids are those that Java's UUID.nameUUIDFromBytes makes of the same text.
create function pg_temp.name_uuid(name text) returns uuid language sql as $$
    select overlay(overlay(md5(name) placing '3' from 13)
            placing substr('89ab', (('x' || substr(md5(name), 17, 1))::bit(4)::int & 3) + 1, 1) from 17)::uuid
$$;
insert into order_figures
select pg_temp.name_uuid(name), sum(changes), customer_id, day, currency,
       count(*) filter (where status = 'PENDING'), count(*) filter (where status = 'CONFIRMED'),
       count(*) filter (where status = 'SHIPPED'), count(*) filter (where status = 'DELIVERED'),
       count(*) filter (where status = 'CANCELLED'),
       coalesce(sum(total_amount) filter (where status <> 'CANCELLED'), 0), 0, 0
from (select 'customer/' || customer_id || '/' || currency as name, customer_id, null::timestamptz as day,
             currency, status, total_amount, 1 + num_nonnulls(confirmed_at, shipped_at, delivered_at, cancelled_at) as changes
      from orders
      union all
      select 'day/' || to_char(placed_at at time zone 'UTC', 'YYYY-MM-DD') || '/' || currency || '/' || right(id::text, 1),
             null, date_trunc('day', placed_at, 'UTC'), currency, status, total_amount,
             1 + num_nonnulls(confirmed_at, shipped_at, delivered_at, cancelled_at)
      from orders) as counted
group by name, customer_id, day, currency;
