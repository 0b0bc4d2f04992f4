package dev.daybook.replay;

import dev.daybook.eventstore.LogReader;
import dev.daybook.eventstore.SqlStates;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Builds the tables of one ledger anew in a schema of their own, which its connection looks through before the live one:
 * so everything there has its right name from the beginning, and the projections' own code can post to it. Nothing that
 * is live is touched before the last transaction.
 */
final class Rebuild {
    private static final int FEW_EVENTS = 50;
    private static final int MOST_ROUNDS = 20;
    private static final int FOR_A_LOCK_MILLIS = 150;
    private static final Duration FOR_THE_SWAP = Duration.ofMinutes(10);

    private final Workshop workshop;
    private final Connection connection;
    private final Ledger ledger;
    private final SearchPath path;
    private final String fresh;
    private final Likeness likeness;
    private final Fold fold;
    private final Set<String> without;

    private Rebuild(Workshop workshop, Connection connection, Ledger ledger) throws SQLException {
        this.workshop = workshop;
        this.connection = connection;
        this.ledger = ledger;
        path = SearchPath.of(connection);
        fresh = schemaOf(ledger);
        likeness = Likeness.of(connection, ledger.tables());
        fold = workshop.foldOn(connection, ledger);
        without = workshop.without(fold);
    }

    static String schemaOf(Ledger ledger) {
        return "daybook_rebuild_" + ledger.name();
    }

    /** Makes the empty tables. What another run may have left there goes. */
    static Rebuild begin(Workshop workshop, Connection connection, Ledger ledger) throws SQLException {
        var rebuild = new Rebuild(workshop, connection, ledger);
        rebuild.drop();
        try (var statement = connection.createStatement()) {
            statement.execute("create schema " + rebuild.fresh);
            FreshTables.create(statement, rebuild.path.live(), rebuild.fresh, ledger.tables());
        }
        return rebuild;
    }

    /** Makes the tables whole after they have been loaded with all that the log says up to the position, and swaps them. */
    void finish(long position) throws SQLException, InterruptedException {
        path.putFirst(fresh, connection);
        try (var statement = connection.createStatement()) {
            FreshTables.recount(statement, ledger.tables());
            for (var ddl : likeness.afterLoad()) {
                statement.execute(ddl);
            }
            for (var table : ledger.tables()) {
                statement.execute("analyze " + table);
            }
            for (var ddl : likeness.triggers()) {
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

    /** Removes what is there when the run has failed, perhaps since its connection was lost. */
    void drop() throws SQLException {
        try (var another = workshop.connections().open("daybook replay");
                var statement = another.createStatement()) {
            statement.execute("drop schema if exists %s cascade".formatted(fresh));
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
                if (!SqlStates.isLockNotGot(e) || System.nanoTime() > deadline) {
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
            var upTo = LogReader.horizon(connection);
            makeSure();
            var posted = post(from, upTo);
            connection.commit();
            from = Math.max(from, upTo);
            if (posted < FEW_EVENTS) {
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
            // In nobody's way but autovacuum's, which gives way to who waits for a second and can: then it is out.
            for (var table : ledger.tables()) {
                statement.execute("lock table %s.%s in share update exclusive mode".formatted(path.live(), table));
            }
            statement.execute("set local lock_timeout = " + FOR_A_LOCK_MILLIS);
            for (var table : ledger.tables()) {
                statement.execute("lock table %s.%s in access exclusive mode".formatted(path.live(), table));
            }
            refuseWhatHasChanged();
            post(position, Long.MAX_VALUE);
            for (var table : ledger.tables()) {
                statement.execute("drop table %s.%s".formatted(path.live(), table));
                statement.execute("alter table %s.%s set schema %s".formatted(fresh, table, path.live()));
            }
            statement.execute("drop schema " + fresh);
        }
        connection.commit();
    }

    /** Else the names would lead to the live tables, should somebody have dropped ours. Keeps autovacuum out, too. */
    private void makeSure() throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var table : ledger.tables()) {
                statement.execute("lock table %s.%s in share row exclusive mode".formatted(fresh, table));
            }
        }
    }

    /** A migration, for example, by a newer node: the fresh tables would undo it. */
    private void refuseWhatHasChanged() throws SQLException {
        path.restore(connection);
        if (!Likeness.of(connection, ledger.tables()).equals(likeness)) {
            throw new CannotReplay("Somebody has changed the tables meanwhile: begin again", null);
        }
        path.putFirst(fresh, connection);
    }

    private int post(long after, long upTo) throws SQLException {
        var posted = new AtomicInteger();
        workshop.log().read(connection, new LogReader.Excerpt(after, upTo, without), batch -> {
            batch.forEach(fold::post);
            posted.addAndGet(batch.size());
        });
        return posted.get();
    }
}
