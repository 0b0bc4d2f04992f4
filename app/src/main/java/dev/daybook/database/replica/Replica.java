package dev.daybook.database.replica;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import dev.daybook.database.ConnectionTimeouts;
import dev.daybook.database.DriverSettings;
import dev.daybook.database.Pools;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Lends connections to the replica, as long as it is there and not too far behind, and looks twice a second whether it is. How
 * far it has replayed is known by connection: it only grows there, while a server at the same address may be another one,
 * or have lost what it had in a crash.
 */
@Component
@ConditionalOnReplica
public class Replica implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(Replica.class);

    /** So long a query waits for a connection, once: then none does, until the replica has been found well. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration VALIDATION = Duration.ofMillis(500);
    private static final long HEARTBEAT_NANOS = Duration.ofSeconds(1).toNanos();

    private static final String PRIMARY = "select (pg_current_wal_flush_lsn() - '0/0')::bigint";
    /** Null when the server is no standby. */
    private static final String REPLAYED =
            "select case when pg_is_in_recovery() then (pg_last_wal_replay_lsn() - '0/0')::bigint end";
    /** A commit, since a position may else be in the middle of a record, which no replica replays before the next. */
    private static final String HEARTBEAT = "select pg_logical_emit_message(true, 'daybook', '')";

    private final HikariDataSource pool;
    private final JdbcClient primary;
    private final ReplicaSettings settings;
    private final PrimaryPositions positions;
    private final Cache<PgConnection, Long> replayedBy =
            Caffeine.newBuilder().weakKeys().build();
    private final Set<Connection> lent = ConcurrentHashMap.newKeySet();
    private final Map<Route, Counter> queries = new EnumMap<>(Route.class);
    private final ReentrantLock checking = new ReentrantLock();
    private @Nullable Connection checked;
    /** Position of the primary after its migrations: a replica that has not replayed them lacks tables. */
    private volatile @Nullable Long migrated;

    /** Why queries go to the primary; {@link Route#REPLICA} when they need not, null before the first check. */
    private volatile @Nullable Route state;

    private volatile @Nullable Long currentUpTo;

    Replica(
            DataSource shop,
            JdbcClient primary,
            ReplicaSettings settings,
            ConnectionTimeouts timeouts,
            @Value("${spring.datasource.hikari.connection-init-sql}") String sessionSettings,
            MeterRegistry meters)
            throws SQLException {
        this.primary = primary;
        this.settings = settings;
        positions = new PrimaryPositions(settings.maxLag());
        var config = Pools.configBeside(shop.unwrap(HikariDataSource.class), "replica", settings.connections());
        config.setJdbcUrl(DriverSettings.in(settings.address(), timeouts));
        config.setUsername(Objects.requireNonNullElse(settings.username(), config.getUsername()));
        config.setPassword(Objects.requireNonNullElse(settings.password(), config.getPassword()));
        // Without the versions of projections, with which those enter who may write rows.
        config.setConnectionInitSql(sessionSettings);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setValidationTimeout(VALIDATION.toMillis());
        // A shop starts without its replica.
        config.setInitializationFailTimeout(-1);
        config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
        pool = new HikariDataSource(config);
        for (var route : Route.values()) {
            queries.put(
                    route,
                    Counter.builder("daybook.replica.queries")
                            .description("Queries that have read, or could have read, on the replica")
                            .tag("server", route == Route.REPLICA ? "replica" : "primary")
                            .tag("reason", route == Route.REPLICA ? "none" : route.tag())
                            .register(meters));
        }
        Gauge.builder("daybook.replica.lag", this, Replica::lagSeconds)
                .description("Age of the data of the replica at most, as this node knows it; none when it is not known")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("daybook.replica.used", this, replica -> replica.isUsed() ? 1 : 0)
                .description("1 while queries are read on the replica")
                .register(meters);
    }

    /** Whether queries are read on the replica at present. */
    public boolean isUsed() {
        return state == Route.REPLICA;
    }

    /** Age of its data at most; NaN when that is not known. */
    public double lagSeconds() {
        var time = currentUpTo;
        return time == null ? Double.NaN : (System.nanoTime() - time) / 1e9;
    }

    /** A connection, or why there is none. */
    record Lease(Route route, @Nullable Connection connection) {}

    /** Lends a connection to a server that has replayed up to the position, and everything that is older than the maximum lag. */
    Lease lease(long written) {
        var now = state;
        if (now != Route.REPLICA) {
            return new Lease(now == null ? Route.AWAY : now, null);
        }
        try {
            return lease(pool.getConnection(), written);
        } catch (SQLException e) {
            // A pool that has waited in vain, and not for a server, is in use.
            if (e.getSQLState() == null && e.getCause() == null) {
                return new Lease(Route.BUSY, null);
            }
            suspect(e);
            return new Lease(Route.AWAY, null);
        }
    }

    private Lease lease(Connection connection, long written) throws SQLException {
        var route = Route.AWAY;
        lent.add(connection);
        try {
            route = routeTo(connection, written);
            return new Lease(route, route == Route.REPLICA ? connection : null);
        } finally {
            if (route != Route.REPLICA) {
                giveBack(connection);
            }
        }
    }

    private Route routeTo(Connection connection, long written) throws SQLException {
        var server = connection.unwrap(PgConnection.class);
        var known = replayedBy.getIfPresent(server);
        if (known == null || known < written || !isCurrent(known)) {
            known = replayed(connection);
            if (known == null) {
                pool.evictConnection(connection);
                return Route.AWAY;
            }
            replayedBy.put(server, known);
        }
        if (!isCurrent(known)) {
            return Route.LAGGING;
        }
        return known < written ? Route.BEHIND_CALLER : Route.REPLICA;
    }

    private boolean isCurrent(long replayed) {
        var time = positions.timeOf(replayed);
        return migrated != null
                && replayed >= migrated
                && time != null
                && System.nanoTime() - time <= settings.maxLag().toNanos();
    }

    private static @Nullable Long replayed(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(REPLAYED)) {
            row.next();
            var position = row.getLong(1);
            return row.wasNull() ? null : position;
        }
    }

    void giveBack(Connection connection) {
        lent.remove(connection);
        try {
            connection.close();
        } catch (SQLException lost) {
            log.debug("A connection was lost before its end", lost);
        }
    }

    /** Ends a statement that waits for a server from which nothing is heard. */
    void abort(Connection connection) {
        try {
            connection.unwrap(PgConnection.class).abort(Runnable::run);
        } catch (SQLException lost) {
            log.debug("A connection was lost before it was aborted", lost);
        }
    }

    void count(Route route) {
        Objects.requireNonNull(queries.get(route)).increment();
    }

    /** Keeps queries from the replica until it has been found well. */
    void suspect(Throwable failure) {
        become(Route.AWAY, NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
    }

    @Scheduled(fixedRate = 500, timeUnit = TimeUnit.MILLISECONDS)
    void check() {
        if (!checking.tryLock()) {
            return;
        }
        try {
            askPrimary();
            askReplica();
        } finally {
            checking.unlock();
        }
    }

    private void askPrimary() {
        try {
            var time = System.nanoTime();
            var lag = lagSeconds();
            if (state != Route.AWAY && !(lag * 1e9 < HEARTBEAT_NANOS)) {
                primary.sql(HEARTBEAT).query().singleRow();
            }
            long position = primary.sql(PRIMARY).query(Long.class).single();
            positions.add(position, time);
            if (migrated == null) {
                migrated = position;
            }
        } catch (DataAccessException e) {
            log.debug("The primary does not tell its position", e);
        }
    }

    private void askReplica() {
        try {
            if (checked == null) {
                checked = connect();
            }
            var replayed = replayed(checked);
            currentUpTo = replayed == null ? null : positions.timeOf(replayed);
            if (replayed == null) {
                forget();
                become(Route.AWAY, "it is no standby");
            } else if (isCurrent(replayed)) {
                become(Route.REPLICA, null);
            } else {
                become(
                        Route.LAGGING,
                        "it is more than %d s behind"
                                .formatted(settings.maxLag().toSeconds()));
            }
        } catch (SQLException e) {
            forget();
            currentUpTo = null;
            suspect(e);
            lent.forEach(this::abort);
        }
    }

    private Connection connect() throws SQLException {
        var login = new Properties();
        login.setProperty("ApplicationName", "daybook replica check");
        login.setProperty("user", Objects.requireNonNullElse(pool.getUsername(), ""));
        login.setProperty("password", Objects.requireNonNullElse(pool.getPassword(), ""));
        var seconds = PATIENCE.toSeconds();
        // Of parameters that come twice the driver takes the last.
        return DriverManager.getConnection(
                pool.getJdbcUrl() + "&connectTimeout=%1$d&loginTimeout=%1$d&socketTimeout=%1$d".formatted(seconds),
                login);
    }

    private void forget() {
        try {
            if (checked != null) {
                checked.close();
            }
        } catch (SQLException lost) {
            log.debug("The connection was lost already", lost);
        }
        checked = null;
    }

    private void become(Route next, @Nullable String why) {
        var before = state;
        state = next;
        if (before == next) {
            return;
        }
        if (next == Route.REPLICA) {
            log.info("Queries are read on the replica at {}", settings.shownAddress());
        } else {
            log.warn("Queries are read on the primary, and not on the replica at {}: {}", settings.shownAddress(), why);
        }
    }

    @Override
    public void destroy() {
        checking.lock();
        try {
            forget();
        } finally {
            checking.unlock();
        }
        Pools.closeSoon(pool);
    }
}
