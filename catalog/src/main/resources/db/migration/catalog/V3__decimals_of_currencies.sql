-- Prices have the decimals of their currency: none of the yen, three of the dinar of Bahrain. Without a scale none is cut
-- and nothing has to be rewritten.
alter table products
    alter column price_amount type numeric;
alter table price_changes
    alter column price_amount type numeric,
    alter column previous_amount type numeric;
