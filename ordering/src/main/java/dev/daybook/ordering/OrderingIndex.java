package dev.daybook.ordering;

import static dev.daybook.users.index.UniqueIndex.Origin.DERIVED;
import static dev.daybook.users.index.UniqueIndex.Origin.GENERATED;

import dev.daybook.users.index.UniqueIndex;
import java.util.Optional;

/** Unique indexes of orders, their figures and accounts. */
public enum OrderingIndex implements UniqueIndex {
    ORDER_NUMBER("orders_number_collides", GENERATED),
    ORDER_PAYMENT("orders_by_payment", DERIVED),
    ORDER_LINE("order_lines_by_order", DERIVED),
    ACCOUNT_NUMBER("accounts_number_collides", GENERATED),
    LEDGER_ENTRY("ledger_entries_by_account", DERIVED);

    private final String indexName;
    private final Origin origin;

    OrderingIndex(String indexName, Origin origin) {
        this.indexName = indexName;
        this.origin = origin;
    }

    @Override
    public String indexName() {
        return indexName;
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public Optional<String> inputField() {
        return Optional.empty();
    }
}
