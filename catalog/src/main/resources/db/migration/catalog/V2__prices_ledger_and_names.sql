do $$ begin
    if exists (select from products) then
        raise exception 'These products were posted before their prices and stock had a history, which no migration adds to them. Begin with an empty database: delete the data directory (~/.daybook) or choose another.';
    end if;
end $$;

-- Each price of a product and how long it was asked, posted from the events like the product itself.
create table price_changes (
    id                uuid           primary key,
    product_id        uuid           not null,
    version           bigint         not null,
    price_amount      numeric(10, 2) not null check (price_amount > 0),
    price_currency    text           not null,
    previous_amount   numeric(10, 2) check (previous_amount > 0),
    previous_currency text,
    reason            text,
    actor             text           not null,
    valid_from        timestamptz    not null,
    valid_to          timestamptz
);
create unique index price_changes_by_product on price_changes (product_id, version);
alter table products add column price_change_id uuid not null;

-- The ledger of the stock: over all lines of a product the changes add up to its row in stock.
create table stock_movements (
    id              uuid        primary key,
    product_id      uuid        not null,
    version         bigint      not null,
    type            text        not null,
    on_hand_change  integer     not null,
    reserved_change integer     not null,
    on_hand_after   integer     not null check (on_hand_after >= 0),
    reserved_after  integer     not null check (reserved_after between 0 and on_hand_after),
    reason          text,
    reservation_id  uuid,
    actor           text        not null,
    occurred_at     timestamptz not null
);
create unique index stock_movements_by_product on stock_movements (product_id, version);

-- Names are sorted as people do, whatever the locale of the database: É beside e, and not behind z.
alter table categories alter column name type text collate "und-x-icu";
drop index products_by_words;
alter table products drop column search_text;
alter table products alter column name type text collate "und-x-icu";
alter table products add column search_text text not null
    generated always as (lower((name || ' ' || sku || ' ' || coalesce(description, '')) collate "und-x-icu")) stored;
create index products_by_words on products using gin (search_text gin_trgm_ops);

-- One index for each way that the list can be sorted by. What shoppers see, by name, has one of its own: that is the list
-- that they get when they ask for nothing else, and archived products pile up over the years.
drop index products_by_name, products_by_price, products_by_creation;
create index products_for_sale on products (name, id) where status = 'ACTIVE';
create index products_by_name on products (name, id);
create index products_by_price on products (price_amount, id);
create index products_by_creation on products (created_at, id);
create index products_by_category_and_name on products (category_id, name, id);
create index products_by_sku on products (sku);
create index products_not_for_sale on products (status, name, id) where status <> 'ACTIVE';
create index stock_that_is_low on stock (available, id) where available <= low_stock_threshold;
