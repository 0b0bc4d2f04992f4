-- How many orders there are in each status and what they amount to: of each customer, and of each day (by UTC, in which
-- the order was placed). Kept by the database with every row of an order, as an index would be, so that nobody has to add
-- up all orders.
--
-- Whoever changes a row waits for the others who do. All orders of a day would wait for each other; so a day has 16 rows,
-- told apart by the last digit of the order's id.
create table order_figures (
    id              bigint         generated always as identity primary key,
    customer_id     uuid,
    day             timestamptz,
    shard           text,
    currency        text           not null,
    pending         integer        not null default 0 check (pending >= 0),
    confirmed       integer        not null default 0 check (confirmed >= 0),
    shipped         integer        not null default 0 check (shipped >= 0),
    delivered       integer        not null default 0 check (delivered >= 0),
    cancelled       integer        not null default 0 check (cancelled >= 0),
    revenue_amount  numeric(20, 2) not null default 0 check (revenue_amount >= 0),
    paid_amount     numeric(20, 2) not null default 0 check (paid_amount >= 0),
    refunded_amount numeric(20, 2) not null default 0 check (refunded_amount >= 0),
    check (num_nonnulls(customer_id, day) = 1 and num_nonnulls(day, shard) in (0, 2))
);
create unique index order_figures_of_customer on order_figures (customer_id, currency) where customer_id is not null;
create unique index order_figures_of_day on order_figures (day, currency, shard) where day is not null;
create index order_figures_by_revenue on order_figures (currency, revenue_amount desc, customer_id)
    where customer_id is not null;

create function day_of(placed_at timestamptz) returns timestamptz language sql immutable as $$
    select date_trunc('day', placed_at, 'UTC')
$$;
create function shard_of(id uuid) returns text language sql immutable as $$
    select right(id::text, 1)
$$;

-- What was counted of the row before goes, what counts of it now comes. A new row has nothing before: old is null then.
create function count_order() returns trigger language plpgsql as $$
begin
    if old.status = new.status and old.paid_amount = new.paid_amount and old.refunded_amount = new.refunded_amount then
        return null;
    end if;
    if tg_op = 'INSERT' then
        insert into order_figures (customer_id, currency) values (new.customer_id, new.currency)
            on conflict do nothing;
        insert into order_figures (day, shard, currency)
            values (day_of(new.placed_at), shard_of(new.id), new.currency)
            on conflict do nothing;
    end if;
    update order_figures as f
    set pending         = f.pending - (old.status is not distinct from 'PENDING')::int + (new.status = 'PENDING')::int,
        confirmed       = f.confirmed - (old.status is not distinct from 'CONFIRMED')::int + (new.status = 'CONFIRMED')::int,
        shipped         = f.shipped - (old.status is not distinct from 'SHIPPED')::int + (new.status = 'SHIPPED')::int,
        delivered       = f.delivered - (old.status is not distinct from 'DELIVERED')::int + (new.status = 'DELIVERED')::int,
        cancelled       = f.cancelled - (old.status is not distinct from 'CANCELLED')::int + (new.status = 'CANCELLED')::int,
        revenue_amount  = f.revenue_amount - case when old.status <> 'CANCELLED' then old.total_amount else 0 end
                                           + case when new.status <> 'CANCELLED' then new.total_amount else 0 end,
        paid_amount     = f.paid_amount - coalesce(old.paid_amount, 0) + new.paid_amount,
        refunded_amount = f.refunded_amount - coalesce(old.refunded_amount, 0) + new.refunded_amount
    from (
        -- Always the customer first, lest two orders wait for each other.
        select id from order_figures
        where customer_id = new.customer_id and currency = new.currency
           or day = day_of(new.placed_at) and currency = new.currency and shard = shard_of(new.id)
        order by customer_id nulls last
        for update
    ) as counted
    where f.id = counted.id;
    return null;
end $$;
create trigger count_order after insert or update on orders for each row execute function count_order();

-- The same for all orders there are, from scratch.
create function recount_orders() returns void language sql as $$
    truncate order_figures;
    insert into order_figures (customer_id, day, shard, currency, pending, confirmed, shipped, delivered, cancelled,
                               revenue_amount, paid_amount, refunded_amount)
    select customer_id, day, shard, currency,
           count(*) filter (where status = 'PENDING'), count(*) filter (where status = 'CONFIRMED'),
           count(*) filter (where status = 'SHIPPED'), count(*) filter (where status = 'DELIVERED'),
           count(*) filter (where status = 'CANCELLED'),
           coalesce(sum(total_amount) filter (where status <> 'CANCELLED'), 0), sum(paid_amount), sum(refunded_amount)
    from (select customer_id, null::timestamptz as day, null as shard, currency,
                 status, total_amount, paid_amount, refunded_amount
          from orders
          union all
          select null, day_of(placed_at), shard_of(id), currency, status, total_amount, paid_amount, refunded_amount
          from orders) as counted
    group by customer_id, day, shard, currency;
$$;
select recount_orders();
