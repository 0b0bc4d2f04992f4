package dev.daybook.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.benchmark.RoundTripCounter.Counts;
import dev.daybook.support.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class RoundTripCounterTests {
    @Test
    void a_batch_is_one_round_trip_and_begin_comes_along() throws IOException, SQLException {
        var database = (DriverManagerDataSource) TestDatabase.dataSource();
        try (var counter = new RoundTripCounter(Objects.requireNonNull(database.getUrl()));
                var connection =
                        DriverManager.getConnection(counter.url(), database.getUsername(), database.getPassword())) {
            var before = counter.counts();
            select(connection);
            assertThat(counter.counts().minus(before)).isEqualTo(new Counts(1, 1));
            connection.setAutoCommit(false);
            before = counter.counts();
            select(connection);
            select(connection);
            connection.commit();
            assertThat(counter.counts().minus(before)).isEqualTo(new Counts(4, 3));
            try (var statement = connection.createStatement()) {
                statement.execute("create temporary table counted (n integer)");
            }
            before = counter.counts();
            sendBatch(connection);
            assertThat(counter.counts().minus(before)).isEqualTo(new Counts(3, 1));
        }
    }

    private static void sendBatch(Connection connection) throws SQLException {
        try (var batch = connection.prepareStatement("delete from pg_temp.counted where n = ?")) {
            for (int i = 0; i < 3; i++) {
                batch.setInt(1, i);
                batch.addBatch();
            }
            batch.executeBatch();
        }
    }

    private static void select(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeQuery("select 1").close();
        }
    }
}
