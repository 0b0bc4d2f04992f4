package dev.daybook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.daybook.support.TestDatabase;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests how long a request waits for a connection of a pool that has one. */
class RequestWaitsTests {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String OF_THE_REQUEST = "the request has waited for long enough";

    private final HikariDataSource hikari = new HikariDataSource();
    private final DataSource pool = pool();

    private DataSource pool() {
        hikari.setDataSource(TestDatabase.dataSource());
        hikari.setMaximumPoolSize(1);
        hikari.setConnectionTimeout(TIMEOUT.toMillis());
        return (DataSource) new ImpatientDataSource.Wrapper().postProcessAfterInitialization(hikari, "pool");
    }

    @BeforeEach
    void begin() {
        RequestWaits.begin();
    }

    @AfterEach
    void end() {
        RequestWaits.end();
        hikari.close();
    }

    @Test
    void one_that_has_waited_takes_what_is_free() throws SQLException {
        pool.getConnection().close();
        RequestWaits.forConnection(ago(TIMEOUT.multipliedBy(2)));
        pool.getConnection().close();
    }

    @Test
    void waits_for_connections_end_after_the_timeout_and_a_quarter() throws SQLException {
        try (var _ = pool.getConnection()) {
            RequestWaits.forConnection(ago(Duration.ofSeconds(12)));
            RequestWaits.forConnection(ago(Duration.ofSeconds(13)));
            assertRefused();
        }
    }

    @Test
    void waits_for_streams_count_half() throws SQLException {
        try (var _ = pool.getConnection()) {
            RequestWaits.forConnection(ago(Duration.ofSeconds(1)));
            RequestWaits.forStreams(ago(Duration.ofSeconds(48)));
            assertRefused();
        }
    }

    @Test
    void after_a_wait_in_vain_there_is_no_other() throws SQLException {
        hikari.setConnectionTimeout(250);
        try (var _ = pool.getConnection()) {
            assertThatThrownBy(pool::getConnection)
                    .isInstanceOf(SQLTransientConnectionException.class)
                    .hasMessageNotContaining(OF_THE_REQUEST);
            assertThat(RequestWaits.wereInVain()).isTrue();
            assertThat(RequestWaits.leftForConnection(TIMEOUT)).isZero();
            assertRefused();
        }
        pool.getConnection().close();
    }

    @Test
    void the_next_request_of_a_thread_waits_anew() throws Exception {
        var held = pool.getConnection();
        var requests = taking(() -> {
            RequestWaits.forConnection(ago(TIMEOUT.multipliedBy(2)));
            RequestWaits.begin();
        });
        Thread.ofPlatform().start(requests);
        await().until(() -> hikari.getHikariPoolMXBean().getThreadsAwaitingConnection() == 1);
        held.close();
        assertThat(requests.get()).isTrue();
    }

    @Test
    void what_is_left_is_waited_for() throws Exception {
        var held = pool.getConnection();
        var request = taking(() -> RequestWaits.forConnection(ago(Duration.ofSeconds(6))));
        var waiting = Thread.ofPlatform().start(request);
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        held.close();
        assertThat(request.get()).isTrue();
    }

    @Test
    void a_wait_for_streams_is_shorter_by_that_for_connections() {
        RequestWaits.forConnection(ago(Duration.ofSeconds(2)));
        RequestWaits.forStreams(ago(Duration.ofSeconds(1)));
        assertThat(RequestWaits.leftOf(Duration.ofSeconds(5)))
                .isGreaterThan(Duration.ofMillis(1_500))
                .isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void a_thread_without_a_request_waits_as_long_each_time() {
        RequestWaits.end();
        RequestWaits.forConnection(ago(TIMEOUT.multipliedBy(2)));
        RequestWaits.inVain();
        assertThat(RequestWaits.leftForConnection(TIMEOUT)).isEqualTo(TIMEOUT);
        assertThat(RequestWaits.leftOf(TIMEOUT)).isEqualTo(TIMEOUT);
        assertThat(RequestWaits.wereInVain()).isFalse();
    }

    /** A request that takes a connection after what it has waited for. */
    private FutureTask<Boolean> taking(Runnable waits) {
        return new FutureTask<>(() -> {
            RequestWaits.begin();
            waits.run();
            pool.getConnection().close();
            return true;
        });
    }

    private void assertRefused() {
        assertThatThrownBy(pool::getConnection)
                .isInstanceOf(SQLTransientConnectionException.class)
                .hasMessageContaining(OF_THE_REQUEST);
    }

    private static long ago(Duration time) {
        return System.nanoTime() - time.toNanos();
    }
}
