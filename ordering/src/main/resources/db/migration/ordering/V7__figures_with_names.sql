-- Figures are named by what they are of, so that those that are counted anew can be compared with those there are.
create function figures_id(customer_id uuid, day timestamptz, shard text, currency text)
returns uuid language sql immutable as $$
    select md5(coalesce(customer_id::text, extract(epoch from day)::bigint || '/' || shard) || '/' || currency)::uuid
$$;
alter table order_figures drop column id;
alter table order_figures
    add column id uuid primary key generated always as (figures_id(customer_id, day, shard, currency)) stored;

-- By the name of the table, as whoever rebuilds tables looks for it.
alter function recount_orders() rename to recount_order_figures;
