-- Amounts have the decimals of their currency: none of the yen, three of the dinar of Bahrain. Without a scale none is cut
-- and nothing has to be rewritten: the rows that there are stay as they are, and 100.00 and 100 are the same amount.
-- Figures, of which there is no most, have no most either.
alter table orders
    alter column total_amount type numeric,
    alter column paid_amount type numeric,
    alter column refunded_amount type numeric;
alter table order_lines
    alter column unit_price_amount type numeric,
    alter column total_amount type numeric;
alter table accounts
    alter column balance_amount type numeric;
alter table ledger_entries
    alter column entry_amount type numeric,
    alter column balance_after_amount type numeric;
alter table transfers
    alter column transfer_amount type numeric;
alter table order_figures
    alter column revenue_amount type numeric,
    alter column paid_amount type numeric,
    alter column refunded_amount type numeric;
