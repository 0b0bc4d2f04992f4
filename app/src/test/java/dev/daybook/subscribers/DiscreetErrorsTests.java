package dev.daybook.subscribers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.daybook.database.DedicatedConnections;
import dev.daybook.support.ShopTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** An error of the database tells what is wrong, and not what stands in the row: it may be personal. */
@ShopTest
class DiscreetErrorsTests {
    private static final String SECRET = "ada@example.com";

    @Autowired
    DataSource shop;

    @Autowired
    SubscriberDatabase subscribers;

    @Autowired
    DedicatedConnections own;

    enum Source {
        SHOP,
        SUBSCRIBERS,
        OWN
    }

    @ParameterizedTest
    @EnumSource
    void no_value_of_a_row_is_in_an_error(Source source) throws SQLException {
        try (var connection = open(source);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "create temporary table people (email text unique, age int not null check (age > 0)) on commit drop");
            refused(connection, "insert into people values (?, 1), ($1, 1)", "duplicate key");
            refused(connection, "insert into people values (?, null)", "not-null constraint");
            refused(connection, "insert into people values (?, -1)", "check constraint");
            refused(connection, "select json_object(array[?::text])", "even number");
            refused(connection, "select ?::json", "invalid input syntax for type json");
        }
    }

    private Connection open(Source source) throws SQLException {
        return switch (source) {
            case SHOP -> shop.getConnection();
            case SUBSCRIBERS -> subscribers.connections().getConnection();
            case OWN -> own.open("test");
        };
    }

    /** Alone and in a batch, of which the driver would quote the statement. */
    private static void refused(Connection connection, String sql, String reason) throws SQLException {
        for (var inABatch : new boolean[] {false, true}) {
            var start = connection.setSavepoint();
            try (var statement = connection.prepareStatement(sql.replace("$1", "'" + SECRET + "'"))) {
                statement.setString(1, SECRET);
                var error = catchThrowable(() -> {
                    if (inABatch) {
                        statement.addBatch();
                        statement.executeBatch();
                    } else {
                        statement.execute();
                    }
                });
                var told = new StringWriter();
                error.printStackTrace(new PrintWriter(told));
                assertThat(told.toString()).contains(reason).doesNotContain(SECRET);
            }
            connection.rollback(start);
        }
    }
}
