package dev.daybook.graphql.operations;

import com.zaxxer.hikari.HikariDataSource;
import dev.daybook.database.DatabaseCheck;
import dev.daybook.database.DatabaseCheck.State;
import dev.daybook.eventstore.log.EventFilter;
import dev.daybook.eventstore.log.EventQueries;
import dev.daybook.graphql.operations.SystemHealth.DatabaseHealth;
import dev.daybook.graphql.operations.SystemHealth.EventStoreHealth;
import dev.daybook.graphql.operations.SystemHealth.HealthStatus;
import dev.daybook.graphql.operations.SystemHealth.Pool;
import dev.daybook.subscribers.Subscribers;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/**
 * Checks the health of the system. A database that does not answer in time, or a pool without a connection, is an answer
 * rather than an error of the field, since that is the fact the caller asks for.
 */
@Controller
class SystemHealthController {
    private static final Logger log = LoggerFactory.getLogger(SystemHealthController.class);

    private final DataSource dataSource;
    private final DatabaseCheck database;
    private final EventQueries eventQueries;
    private final Subscribers subscribers;
    private final OperationMeter operations;

    SystemHealthController(
            DataSource dataSource,
            DatabaseCheck database,
            EventQueries eventQueries,
            Subscribers subscribers,
            OperationMeter operations) {
        this.dataSource = dataSource;
        this.database = database;
        this.eventQueries = eventQueries;
        this.subscribers = subscribers;
        this.operations = operations;
    }

    @QueryMapping
    List<OperationLoad> operationLoad() {
        return operations.periods();
    }

    @QueryMapping
    SystemHealth systemHealth() throws SQLException {
        var pool = pool();
        var finding = database.check();
        if (finding.state() == State.ANSWERS) {
            try {
                return new SystemHealth(
                        DatabaseHealth.of(pool, finding.roundTripMillis()),
                        new EventStoreHealth(eventQueries.head(), this::count),
                        subscribers.health());
            } catch (DataAccessException lostSince) {
                warn(lostSince);
                finding = database.check();
            }
        }
        var status = finding.state() == State.AWAY ? HealthStatus.DOWN : HealthStatus.STRESSED;
        return new SystemHealth(
                DatabaseHealth.of(status, pool, finding.roundTripMillis()),
                new EventStoreHealth(0, () -> 0L),
                List.of());
    }

    private long count() {
        try {
            return eventQueries.count(EventFilter.all());
        } catch (DataAccessException lostSince) {
            warn(lostSince);
            return 0;
        }
    }

    private static void warn(DataAccessException failure) {
        log.warn(
                "The health cannot be asked for: {}",
                NestedExceptionUtils.getMostSpecificCause(failure).toString());
    }

    private Pool pool() throws SQLException {
        var hikari = dataSource.unwrap(HikariDataSource.class);
        var now = hikari.getHikariPoolMXBean();
        return new Pool(
                now.getTotalConnections(),
                hikari.getMaximumPoolSize(),
                now.getIdleConnections(),
                now.getActiveConnections(),
                now.getThreadsAwaitingConnection());
    }
}
