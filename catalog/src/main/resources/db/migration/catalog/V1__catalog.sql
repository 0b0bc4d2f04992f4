create extension if not exists pg_trgm;

-- These tables are posted from the events; they can be rebuilt from them. The name of an index that keeps values unique
-- is read as <table>_<field>_taken when it refuses a row.

create table categories (
    id          uuid        primary key,
    version     bigint      not null,
    name        text        not null,
    slug        text        not null,
    description text,
    parent_id   uuid,
    created_at  timestamptz not null,
    updated_at  timestamptz not null
);
create unique index categories_name_taken on categories (name);
create unique index categories_slug_taken on categories (slug);
create index categories_by_parent on categories (parent_id, name, id);

create table products (
    id             uuid           primary key,
    version        bigint         not null,
    name           text           not null,
    slug           text           not null,
    sku            text           not null,
    description    text,
    status         text           not null,
    price_amount   numeric(10, 2) not null check (price_amount > 0),
    price_currency text           not null,
    category_id    uuid,
    created_at     timestamptz    not null,
    updated_at     timestamptz    not null,
    search_text    text           not null
        generated always as (lower(name || ' ' || sku || ' ' || coalesce(description, ''))) stored
);
-- An archived product gives its slug, its SKU and its name free.
create unique index products_slug_taken on products (slug) where status <> 'ARCHIVED';
create unique index products_sku_taken on products (sku) where status <> 'ARCHIVED';
create unique index products_name_taken on products (name, category_id) nulls not distinct where status <> 'ARCHIVED';
create index products_by_category_and_price on products (category_id, price_amount, id);
create index products_by_name on products (name, id) where status = 'ACTIVE';
create index products_by_price on products (price_amount, id) where status = 'ACTIVE';
create index products_by_creation on products (created_at, id) where status = 'ACTIVE';
create index products_by_words on products using gin (search_text gin_trgm_ops);

create table stock (
    id                  uuid        primary key,
    version             bigint      not null,
    on_hand             integer     not null check (on_hand >= 0),
    reserved            integer     not null check (reserved >= 0),
    available           integer     not null check (available >= 0 and available = on_hand - reserved),
    low_stock_threshold integer     not null,
    created_at          timestamptz not null,
    updated_at          timestamptz not null
);
create index stock_by_availability on stock (available, id);
