-- folded() comes with users, which the catalog depends on: their tables are made first.
drop index products_by_words;
alter table products drop column search_text;
alter table products add column search_text text not null
    generated always as (folded(name || ' ' || sku || ' ' || coalesce(description, ''))) stored;
create index products_by_words on products using gin (search_text gin_trgm_ops);
