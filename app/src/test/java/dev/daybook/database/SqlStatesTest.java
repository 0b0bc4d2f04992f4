package dev.daybook.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

class SqlStatesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"08006", "53300", "57P01", "57P03", "57014", "25006", "25P03", "25P04", "40001", "40P01", "55P03"
            })
    void a_lost_connection_a_full_server_a_standby_a_lock_and_too_long_a_wait_are_transient(String state) {
        assertThat(SqlStates.isTransient(new IllegalStateException(new SQLException("later", state))))
                .isTrue();
    }

    @Test
    void an_exhausted_pool_is_transient() {
        var busy = new SQLTransientConnectionException("Connection is not available");
        assertThat(SqlStates.isTransient(new CannotGetJdbcConnectionException("No connection", busy)))
                .isTrue();
    }

    @Test
    void a_connection_that_the_pool_has_closed_is_transient() {
        assertThat(SqlStates.isTransient(new IllegalStateException(new SQLException("Connection is closed"))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "23514", "P0001", "22012", "42P01"})
    void a_failure_of_the_data_or_the_code_is_not_transient(String state) {
        assertThat(SqlStates.isTransient(new IllegalStateException(new SQLException("never", state))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01", "40001", "40P01", "55P03", "25006", "42P01", "42703"})
    void a_standby_that_is_lost_replays_or_lacks_something_is_asked_in_vain(String state) {
        assertThat(SqlStates.isOfStandby(new IllegalStateException(new SQLException("elsewhere", state))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"57014", "22012", "22021"})
    void a_cancelled_statement_and_a_failure_of_the_data_are_the_same_on_any_server(String state) {
        assertThat(SqlStates.isOfStandby(new IllegalStateException(new SQLException("here", state))))
                .isFalse();
    }

    @Test
    void a_failure_without_the_database_is_not_transient() {
        assertThat(SqlStates.isTransient(new IllegalStateException("no such row")))
                .isFalse();
        assertThat(SqlStates.isTransient(new SQLException("without a state"))).isFalse();
    }
}
