package dev.daybook.graphql.ordering;

import dev.daybook.catalog.Money;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * Balances of accounts at an earlier time: the running balance of the last entry before the first one that is later.
 * The order of the entries counts, since the clocks of two nodes may differ a little.
 */
@Component
class PastBalances {
    private final JdbcClient jdbc;

    PastBalances(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Balances by account; an account that had no entry yet is left out. */
    Map<UUID, Money> at(Instant at, Collection<UUID> accounts) {
        record Balance(UUID account, Money money) {}
        return jdbc
                .sql("""
                        select account.id, last.balance_after_amount, last.currency
                        from unnest(:accounts) as account (id)
                        cross join lateral (
                            select balance_after_amount, currency from ledger_entries
                            where account_id = account.id and version < coalesce(
                                (select min(later.version) from ledger_entries later
                                where later.account_id = account.id and later.occurred_at > :at), 1::bigint << 62)
                            order by version desc
                            limit 1) as last""")
                .param("accounts", new SqlArrayValue("uuid", accounts.toArray()))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Balance(
                        row.getObject("id", UUID.class),
                        Money.of(row.getBigDecimal("balance_after_amount"), row.getString("currency"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Balance::account, Balance::money));
    }
}
