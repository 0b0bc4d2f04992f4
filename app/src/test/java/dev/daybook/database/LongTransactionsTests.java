package dev.daybook.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.support.TestDatabase;
import java.sql.Connection;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

class LongTransactionsTests {
    private static final Duration ANSWER = Duration.ofMinutes(90);

    private final JdbcTemplate jdbc = new JdbcTemplate(TestDatabase.dataSource());
    private final LongTransactions transactions = new LongTransactions(
            new JdbcTransactionManager(Objects.requireNonNull(jdbc.getDataSource())),
            jdbc,
            new ConnectionTimeouts(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1), ANSWER));

    @Test
    void an_answer_may_take_as_long_as_is_set_and_a_statement_as_long_as_it_takes() {
        assertThat(transactions.write(this::networkTimeout)).isEqualTo(ANSWER);
        assertThat(transactions.read(this::networkTimeout)).isEqualTo(ANSWER);
        assertThat(transactions.write(() -> shown("statement_timeout"))).isEqualTo("0");
    }

    @Test
    void reading_is_on_one_snapshot() {
        assertThat(transactions.read(() -> shown("transaction_isolation") + shown("transaction_read_only")))
                .isEqualTo("repeatable readon");
        assertThat(transactions.write(() -> shown("transaction_read_only"))).isEqualTo("off");
    }

    private Duration networkTimeout() {
        return Objects.requireNonNull(
                jdbc.execute((Connection connection) -> Duration.ofMillis(connection.getNetworkTimeout())));
    }

    private String shown(String setting) {
        return Objects.requireNonNull(jdbc.queryForObject("show " + setting, String.class));
    }
}
