-- Posted from the events of the accounts.

create table accounts (
    id             uuid           primary key,
    version        bigint         not null,
    owner_id       uuid           not null,
    number         integer        not null check (number between 1 and 100),
    name           text,
    balance_amount numeric(20, 2) not null check (balance_amount >= 0),
    currency       text           not null,
    created_at     timestamptz    not null,
    updated_at     timestamptz    not null
);
-- Daybook counts them itself: of two that are opened at once, one is opened again with the next number.
create unique index accounts_number_collides on accounts (owner_id, number);

create table ledger_entries (
    id                   uuid           primary key,
    account_id           uuid           not null,
    version              bigint         not null,
    kind                 text           not null,
    entry_amount         numeric(20, 2) not null check (entry_amount <> 0),
    balance_after_amount numeric(20, 2) not null check (balance_after_amount >= 0),
    currency             text           not null,
    reference            text,
    occurred_at          timestamptz    not null
);
create unique index ledger_entries_by_account on ledger_entries (account_id, version);
create index ledger_entries_by_time on ledger_entries (account_id, occurred_at, version);

create table transfers (
    id              uuid           primary key,
    from_account_id uuid           not null,
    to_account_id   uuid           not null check (to_account_id <> from_account_id),
    transfer_amount numeric(20, 2) not null check (transfer_amount > 0),
    currency        text           not null,
    reference       text,
    created_at      timestamptz    not null
);

-- A name that was erased does not come back (see keep_address_erased), nor does it stay in the statistics of the planner.
create function keep_account_name_erased() returns trigger language plpgsql as $$
begin
    if old.name is null then
        new.name := null;
    end if;
    return new;
end $$;
create trigger keep_account_name_erased before update on accounts
    for each row execute function keep_account_name_erased();
alter table accounts alter column name set statistics 0;
