package dev.daybook.replay;

import dev.daybook.database.SqlStates;
import dev.daybook.eventstore.log.EventReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Completes the shadow tables of a projection, projects what has happened meanwhile, and swaps them for the live ones. */
final class TableSwap {
    private static final Logger log = LoggerFactory.getLogger(TableSwap.class);
    private static final int CATCH_UP_THRESHOLD = 50;
    private static final int MAX_CATCH_UP_ROUNDS = 20;
    private static final int LOCK_TIMEOUT_MILLIS = 150;
    private static final Duration SWAP_TIMEOUT = Duration.ofMinutes(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final ReplayContext context;
    private final Connection connection;
    private final ProjectionDefinition projection;
    private final TableDefinition tableDefinition;
    private final boolean waits;
    private final SearchPath path;
    private final String shadow;
    private final String replaced;
    private final ProjectionRunner runner;
    private final Set<String> ignoredTypes;
    private boolean told;

    /**
     * @param connection used for nothing else, in whose search path the live tables come first
     * @param tableDefinition of the live tables when the shadow tables were created
     * @param waits whether to wait for as long as nodes of another version are in the way, and not fail
     */
    TableSwap(
            ReplayContext context,
            Connection connection,
            ProjectionDefinition projection,
            TableDefinition tableDefinition,
            boolean waits)
            throws SQLException {
        this.context = context;
        this.connection = connection;
        this.projection = projection;
        this.tableDefinition = tableDefinition;
        this.waits = waits;
        path = SearchPath.of(connection);
        shadow = projection.shadowSchema();
        replaced = projection.replacedSchema();
        runner = context.runnerOn(connection, projection);
        ignoredTypes = context.ignoredTypes(runner);
    }

    /** @param position of the last event with which the shadow tables are loaded */
    void run(long position) throws SQLException, InterruptedException {
        path.prepend(shadow, connection);
        try (var statement = connection.createStatement()) {
            ShadowTables.recount(statement, projection.tables());
            for (var ddl : tableDefinition.afterLoad()) {
                statement.execute(ddl);
            }
            for (var table : projection.tables()) {
                statement.execute("analyze " + table);
            }
            for (var ddl : tableDefinition.triggers()) {
                statement.execute(ddl);
            }
        }
        connection.setAutoCommit(false);
        try {
            catchUpAndSwap(position);
        } finally {
            connection.rollback();
        }
    }

    /**
     * Retries the swap when a lock is not granted in time: while it waits behind a long transaction, the whole shop
     * would wait behind it. While nodes of another version are connected, the shadow tables are kept up to date.
     */
    private void catchUpAndSwap(long loaded) throws SQLException, InterruptedException {
        var deadline = System.nanoTime() + SWAP_TIMEOUT.toNanos();
        var position = loaded;
        while (true) {
            position = catchUp(position);
            try {
                if (context.projections().versions().mayBecomeLive(projection.name(), connection)) {
                    swap(position);
                    return;
                }
                connection.rollback();
                awaitOthers();
                deadline = System.nanoTime() + SWAP_TIMEOUT.toNanos();
                continue;
            } catch (SQLException e) {
                connection.rollback();
                if (!SqlStates.isLockTimeoutOrDeadlock(e) || System.nanoTime() > deadline) {
                    throw e;
                }
            }
            Thread.sleep(ThreadLocalRandom.current().nextLong(50, 500));
        }
    }

    private void awaitOthers() throws InterruptedException {
        if (!waits) {
            throw new ReplayFailed(
                    "Nodes of another version are connected: one of them rebuilds it when all are of one version",
                    null);
        }
        if (!told) {
            log.info(
                    "{} is rebuilt for version {}, and becomes live when all nodes are of one version",
                    projection.name(),
                    projection.version());
            told = true;
        }
        Thread.sleep(BETWEEN_LOOKS);
    }

    /** Projects new events in rounds, until so few are left that commands will not notice the last round. */
    private long catchUp(long position) throws SQLException {
        var from = position;
        for (int round = 0; round < MAX_CATCH_UP_ROUNDS; round++) {
            var upTo = EventReader.horizon(connection);
            lockShadowTables();
            var projected = project(from, upTo);
            connection.commit();
            from = Math.max(from, upTo);
            if (projected < CATCH_UP_THRESHOLD) {
                break;
            }
        }
        return from;
    }

    /**
     * Projects the last events and swaps the tables, under an exclusive lock on the live ones. A command cannot commit
     * an event of this projection without writing to one of its tables; so under the lock all committed events of the
     * projection can be seen, and no more can be committed. A command that is about to write waits, and then finds the
     * new tables.
     */
    private void swap(long position) throws SQLException {
        lockShadowTables();
        try (var statement = connection.createStatement()) {
            // Conflicts only with changes of the tables and with autovacuum, which is cancelled once somebody has
            // waited
            // for a second: so neither holds up the exclusive lock, whose timeout is shorter.
            for (var table : projection.tables()) {
                statement.execute("lock table %s.%s in share update exclusive mode".formatted(path.live(), table));
            }
            refuseChangedTables();
            statement.execute("set local lock_timeout = " + LOCK_TIMEOUT_MILLIS);
            for (var table : projection.tables()) {
                statement.execute("lock table %s.%s in access exclusive mode".formatted(path.live(), table));
            }
            project(position, Long.MAX_VALUE);
            for (var table : projection.tables()) {
                // Dropped later: that takes longer than a command should wait.
                statement.execute("alter table %s.%s set schema %s".formatted(path.live(), table, replaced));
                statement.execute("alter table %s.%s set schema %s".formatted(shadow, table, path.live()));
            }
        }
        connection.commit();
    }

    /** Locks the shadow tables against autovacuum, and against a drop, after which their names would lead to the live tables. */
    private void lockShadowTables() throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var table : projection.tables()) {
                statement.execute("lock table %s.%s in share row exclusive mode".formatted(shadow, table));
            }
        }
    }

    /**
     * Fails when the live tables have been altered meanwhile, by the migration of a newer node for example: the shadow
     * tables would undo it.
     */
    private void refuseChangedTables() throws SQLException {
        path.restore(connection);
        if (!TableDefinition.of(connection, projection.tables()).equals(tableDefinition)) {
            throw new ReplayFailed("The tables were changed meanwhile: begin again", null);
        }
        path.prepend(shadow, connection);
    }

    private int project(long after, long upTo) throws SQLException {
        var projected = new AtomicInteger();
        context.log().read(connection, new EventReader.Excerpt(after, upTo, ignoredTypes), batch -> {
            batch.forEach(runner::project);
            projected.addAndGet(batch.size());
        });
        return projected.get();
    }
}
