-- A new order is counted by one statement, which adds to the figures of its customer and of its day or begins them: counting
-- was more than half of the work of placing an order. The primary key alone decides whether there are figures already,
-- since of two orders that come first at once PostgreSQL refuses one when another unique index finds out.
drop index order_figures_of_customer;
create index order_figures_of_customer on order_figures (customer_id, currency) where customer_id is not null;
drop index order_figures_of_day;
create index order_figures_of_day on order_figures (day, currency, shard) where day is not null;

-- As functions in SQL these were parsed and planned at each call, since what they call is not immutable for all time zones.
create or replace function figures_id(customer_id uuid, day timestamptz, shard text, currency text)
returns uuid language plpgsql immutable as $$
begin
    return md5(coalesce(customer_id::text, extract(epoch from day)::bigint || '/' || shard) || '/' || currency)::uuid;
end $$;
create or replace function day_of(placed_at timestamptz) returns timestamptz language plpgsql immutable as $$
begin
    return date_trunc('day', placed_at, 'UTC');
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
                     (null::uuid, day_of(new.placed_at), shard_of(new.id))) as counted (customer_id, day, shard)
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
                     figures_id(null, day_of(new.placed_at), shard_of(new.id), new.currency))
        order by customer_id nulls last
        for update
    ) as counted
    where f.id = counted.id;
    return null;
end $$;
