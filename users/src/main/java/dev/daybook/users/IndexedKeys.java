package dev.daybook.users;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** Asks PostgreSQL, with one statement for all values. */
@Component
class IndexedKeys implements UniqueKeys {
    private final JdbcClient jdbc;

    IndexedKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, UniqueKey> ofUsernames(Collection<String> usernames) {
        return of("username", usernames);
    }

    @Override
    public Map<String, UniqueKey> ofEmails(Collection<String> emails) {
        return of("email", emails);
    }

    private Map<String, UniqueKey> of(String column, Collection<String> values) {
        var keys = new HashMap<String, UniqueKey>();
        jdbc.sql("""
                        select typed, lower(typed), exists (select from users where lower(%s) = lower(typed))
                        from unnest(?) typed""".formatted(column))
                .param(new SqlArrayValue("text", values.toArray()))
                .query(row -> {
                    keys.put(row.getString(1), new UniqueKey(row.getString(2), row.getBoolean(3)));
                });
        return keys;
    }
}
