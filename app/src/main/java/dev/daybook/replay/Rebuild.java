package dev.daybook.replay;

import dev.daybook.database.SqlStates;
import dev.daybook.eventstore.log.EventReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the tables of one ledger anew in a schema of their own, which its connection looks through before the live one:
 * so everything there has its right name from the beginning, and the projections' own code can post to it. Nothing that
 * is live is touched before the last transaction.
 */
final class Rebuild implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Rebuild.class);
    private static final String FRESH = "daybook_rebuild_";
    private static final String REPLACED = "daybook_replaced_";
    private static final int FEW_EVENTS = 50;
    private static final int MOST_ROUNDS = 20;
    private static final int FOR_A_LOCK_MILLIS = 150;
    private static final Duration FOR_THE_SWAP = Duration.ofMinutes(10);

    private final ReplayContext context;
    private final Connection connection;
    private final ProjectionDefinition projection;
    private final SearchPath path;
    private final String shadow;
    private final String replaced;
    private final TableDefinition tableDefinition;
    private final ProjectionRunner runner;
    private final Set<String> without;

    private Rebuild(ReplayContext context, Connection connection, ProjectionDefinition projection) throws SQLException {
        this.context = context;
        this.connection = connection;
        this.projection = projection;
        path = SearchPath.of(connection);
        shadow = schemaOf(projection);
        replaced = REPLACED + projection.name();
        tableDefinition = TableDefinition.of(connection, projection.tables());
        runner = context.runnerOn(connection, projection);
        without = context.without(runner);
    }

    static String schemaOf(ProjectionDefinition projection) {
        return FRESH + projection.name();
    }

    /** Drops the tables of rebuilds that nobody works on any more. What cannot be dropped stays for the next time. */
    static void clearUp(Collection<ProjectionDefinition> projections, ReplayContext context) throws SQLException {
        try (var connection = context.connections().open("daybook replay")) {
            for (var projection : projections) {
                if (isLeftOver(projection, connection)) {
                    clearUp(projection, connection, context);
                }
            }
        }
    }

    private static boolean isLeftOver(ProjectionDefinition projection, Connection connection) throws SQLException {
        try (var find = connection.prepareStatement("select from pg_namespace where nspname in (?, ?)")) {
            find.setString(1, FRESH + projection.name());
            find.setString(2, REPLACED + projection.name());
            try (var row = find.executeQuery()) {
                return row.next();
            }
        }
    }

    private static void clearUp(ProjectionDefinition projection, Connection connection, ReplayContext context) {
        try (var _ = RunLock.of(context.connections(), List.of(projection.name()))) {
            drop(projection, connection);
        } catch (RunInProgress busy) {
            // It is no left-over.
        } catch (SQLException e) {
            log.warn("Cannot clear up what a run of {} has left behind: {}", projection.name(), e.getMessage());
        }
    }

    /** Makes the empty tables. What another run may have left there goes. */
    static Rebuild begin(ReplayContext context, Connection connection, ProjectionDefinition projection)
            throws SQLException {
        var rebuild = new Rebuild(context, connection, projection);
        drop(projection, connection);
        try (var statement = connection.createStatement()) {
            statement.execute("create schema " + rebuild.shadow);
            statement.execute("create schema " + rebuild.replaced);
            ShadowTables.create(statement, rebuild.path.live(), rebuild.shadow, projection.tables());
        }
        return rebuild;
    }

    /** Makes the tables whole after they have been loaded with all that the log says up to the position, and swaps them. */
    void finish(long position) throws SQLException, InterruptedException {
        path.putFirst(shadow, connection);
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
            connection.setAutoCommit(true);
            path.restore(connection);
        }
    }

    /**
     * Drops the tables that are not live, which are the old ones or, when it has failed, the fresh ones. That may be since
     * the connection was lost. What cannot be dropped now is cleared up by the next run or start.
     */
    @Override
    public void close() {
        try (var another = context.connections().open("daybook replay")) {
            drop(projection, another);
        } catch (SQLException e) {
            log.warn("Cannot clear up: {}", e.getMessage());
        }
    }

    private static void drop(ProjectionDefinition projection, Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var schema : List.of(FRESH, REPLACED)) {
                statement.execute("drop schema if exists %s%s cascade".formatted(schema, projection.name()));
            }
        }
    }

    /** Somebody who keeps a table for long must not keep the whole shop waiting behind us: we would rather try again. */
    private void catchUpAndSwap(long loaded) throws SQLException, InterruptedException {
        var deadline = System.nanoTime() + FOR_THE_SWAP.toNanos();
        var position = loaded;
        while (true) {
            position = catchUp(position);
            try {
                swap(position);
                return;
            } catch (SQLException e) {
                connection.rollback();
                if (!SqlStates.isLockTimeoutOrDeadlock(e) || System.nanoTime() > deadline) {
                    throw e;
                }
            }
            Thread.sleep(ThreadLocalRandom.current().nextLong(50, 500));
        }
    }

    /** Until so few events are left that those who post will not notice. */
    private long catchUp(long position) throws SQLException {
        var from = position;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            var upTo = EventReader.horizon(connection);
            makeSure();
            var projected = project(from, upTo);
            connection.commit();
            from = Math.max(from, upTo);
            if (projected < FEW_EVENTS) {
                break;
            }
        }
        return from;
    }

    /**
     * Nobody can commit an event of this ledger without a row in one of its tables: so when we have the tables for
     * ourselves, all of its events that count can be seen. Whoever is about to post waits, and finds the new tables then.
     */
    private void swap(long position) throws SQLException {
        makeSure();
        try (var statement = connection.createStatement()) {
            // In nobody's way but of those who change the tables and autovacuum, which gives way to who waits for a
            // second and can: then they are out.
            for (var table : projection.tables()) {
                statement.execute("lock table %s.%s in share update exclusive mode".formatted(path.live(), table));
            }
            refuseWhatHasChanged();
            statement.execute("set local lock_timeout = " + FOR_A_LOCK_MILLIS);
            for (var table : projection.tables()) {
                statement.execute("lock table %s.%s in access exclusive mode".formatted(path.live(), table));
            }
            project(position, Long.MAX_VALUE);
            for (var table : projection.tables()) {
                // Dropped later: that takes longer than anybody should wait.
                statement.execute("alter table %s.%s set schema %s".formatted(path.live(), table, replaced));
                statement.execute("alter table %s.%s set schema %s".formatted(shadow, table, path.live()));
            }
        }
        connection.commit();
    }

    /** Else the names would lead to the live tables, should somebody have dropped ours. Keeps autovacuum out, too. */
    private void makeSure() throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var table : projection.tables()) {
                statement.execute("lock table %s.%s in share row exclusive mode".formatted(shadow, table));
            }
        }
    }

    /** A migration, for example, by a newer node: the fresh tables would undo it. */
    private void refuseWhatHasChanged() throws SQLException {
        path.restore(connection);
        if (!TableDefinition.of(connection, projection.tables()).equals(tableDefinition)) {
            throw new ReplayFailed("Somebody has changed the tables meanwhile: begin again", null);
        }
        path.putFirst(shadow, connection);
    }

    private int project(long after, long upTo) throws SQLException {
        var projected = new AtomicInteger();
        context.log().read(connection, new EventReader.Excerpt(after, upTo, without), batch -> {
            batch.forEach(runner::project);
            projected.addAndGet(batch.size());
        });
        return projected.get();
    }
}
