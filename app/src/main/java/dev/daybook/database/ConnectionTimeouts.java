package dev.daybook.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Time-outs of database connections at this end. PostgreSQL's own, which end a statement but not its connection, are
 * shorter and set in {@code application.yaml}.
 *
 * @param connectTimeout time for a new connection to be established to a server, and as much again for the log-in
 * @param socketTimeout time without an answer after which a connection counts as lost
 * @param startTimeout time for which a start waits for an external server that does not answer yet
 * @param longSocketTimeout the same for work on the whole log, where a sort or an index may take that long
 */
@ConfigurationProperties("daybook.database")
public record ConnectionTimeouts(
        @DefaultValue("30s") Duration startTimeout,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("10s") Duration socketTimeout,
        @DefaultValue("1h") Duration longSocketTimeout) {
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofDays(1);

    public ConnectionTimeouts {
        check("connect-timeout", connectTimeout);
        check("socket-timeout", socketTimeout);
        check("long-socket-timeout", longSocketTimeout);
    }

    private static void check(String name, Duration timeout) {
        if (timeout.compareTo(LEAST) < 0 || timeout.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "daybook.database.%s must be between 1s and 1d, for example 10s".formatted(name));
        }
    }
}
