-- An address that was erased does not come back: not with a row that was read before and is written after.
create function keep_address_erased() returns trigger language plpgsql as $$
begin
    if old.shipping_address is null then
        new.shipping_address := null;
    end if;
    return new;
end $$;
create trigger keep_address_erased before update on orders for each row execute function keep_address_erased();

-- Nor does it stay in the statistics of the planner, which has no use for it.
alter table orders alter column shipping_address set statistics 0;
