-- Orders wait, so that none is counted by the functions of before while they are replaced.
lock table orders in share row exclusive mode;

-- Each order changes the figures of its day. PostgreSQL does so without new entries in all indexes (HOT) as long as no column
-- changes that any index has, be it an index of other rows only, as that by revenue was. What a customer has spent is a
-- column of its own now, which days have not.
drop index order_figures_by_revenue;
alter table order_figures
    add column spent_amount numeric generated always as (case when customer_id is not null then revenue_amount end) stored;
create index order_figures_by_spending on order_figures (currency, spent_amount desc, customer_id)
    where customer_id is not null;

-- A day has 64 rows instead of 16, of which its orders wait for each other. An order is always counted in the same row, so
-- the days that have begun keep theirs; two days from now, since clocks may differ.
do $$
begin
    execute format($create$
        create function shard_of(id uuid, placed_at timestamptz) returns text language sql immutable as $body$
            select case when placed_at < %L::timestamptz then shard_of(id)
                        else (('x' || right(id::text, 2))::bit(8)::int & 63)::text end
        $body$
        $create$,
        case when exists (select from orders) then day_of(now()) + interval '2 days' else '-infinity' end);
end $$;

create or replace function count_order() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into order_figures as f (customer_id, day, shard, currency, pending, confirmed, shipped, delivered, cancelled,
                                        revenue_amount, paid_amount, refunded_amount)
        select counted.customer_id, counted.day, counted.shard, new.currency,
               (new.status = 'PENDING')::int, (new.status = 'CONFIRMED')::int, (new.status = 'SHIPPED')::int,
               (new.status = 'DELIVERED')::int, (new.status = 'CANCELLED')::int,
               case when new.status <> 'CANCELLED' then new.total_amount else 0 end, new.paid_amount, new.refunded_amount
        -- Always the customer first, lest two orders wait for each other.
        from (values (new.customer_id, null::timestamptz, null::text),
                     (null::uuid, day_of(new.placed_at), shard_of(new.id, new.placed_at))) as counted (customer_id, day, shard)
        on conflict (id) do update
        set pending         = f.pending + excluded.pending,
            confirmed       = f.confirmed + excluded.confirmed,
            shipped         = f.shipped + excluded.shipped,
            delivered       = f.delivered + excluded.delivered,
            cancelled       = f.cancelled + excluded.cancelled,
            revenue_amount  = f.revenue_amount + excluded.revenue_amount,
            paid_amount     = f.paid_amount + excluded.paid_amount,
            refunded_amount = f.refunded_amount + excluded.refunded_amount;
        return null;
    end if;
    if old.status = new.status and old.paid_amount = new.paid_amount and old.refunded_amount = new.refunded_amount then
        return null;
    end if;
    update order_figures as f
    set pending         = f.pending - (old.status = 'PENDING')::int + (new.status = 'PENDING')::int,
        confirmed       = f.confirmed - (old.status = 'CONFIRMED')::int + (new.status = 'CONFIRMED')::int,
        shipped         = f.shipped - (old.status = 'SHIPPED')::int + (new.status = 'SHIPPED')::int,
        delivered       = f.delivered - (old.status = 'DELIVERED')::int + (new.status = 'DELIVERED')::int,
        cancelled       = f.cancelled - (old.status = 'CANCELLED')::int + (new.status = 'CANCELLED')::int,
        revenue_amount  = f.revenue_amount - case when old.status <> 'CANCELLED' then old.total_amount else 0 end
                                           + case when new.status <> 'CANCELLED' then new.total_amount else 0 end,
        paid_amount     = f.paid_amount - old.paid_amount + new.paid_amount,
        refunded_amount = f.refunded_amount - old.refunded_amount + new.refunded_amount
    from (
        select id from order_figures
        where id in (figures_id(new.customer_id, null, null, new.currency),
                     figures_id(null, day_of(new.placed_at), shard_of(new.id, new.placed_at), new.currency))
        order by customer_id nulls last
        for update
    ) as counted
    where f.id = counted.id;
    return null;
end $$;

create or replace function recount_order_figures() returns void language sql as $$
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
          select null, day_of(placed_at), shard_of(id, placed_at), currency, status, total_amount, paid_amount, refunded_amount
          from orders) as counted
    group by customer_id, day, shard, currency;
$$;
