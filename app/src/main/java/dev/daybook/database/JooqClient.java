package dev.daybook.database;

import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** Runs jOOQ queries through Spring's {@link JdbcClient}: one connection pool, one set of exceptions. */
@Component
public class JooqClient {
    private final JdbcClient jdbc;
    private final DSLContext postgres = DSL.using(SQLDialect.POSTGRES);

    JooqClient(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The query with its values bound. */
    public JdbcClient.StatementSpec sql(Query query) {
        return jdbc.sql(postgres.render(query))
                .params(postgres.extractBindValues(query).stream()
                        .map(JooqClient::bind)
                        .toList());
    }

    private static @Nullable Object bind(@Nullable Object value) {
        return switch (value) {
            case UUID[] ids -> new SqlArrayValue("uuid", (Object[]) ids);
            case String[] texts -> new SqlArrayValue("text", (Object[]) texts);
            case null, default -> value;
        };
    }
}
