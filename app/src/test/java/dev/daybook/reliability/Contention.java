package dev.daybook.reliability;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.daybook.reliability.Fault.Evidence;
import dev.daybook.reliability.Operation.Kind;
import dev.daybook.support.Client;
import dev.daybook.support.RawAnswer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/** Takes from the shop what it has to share: connections, locks and time. */
final class Contention {
    /** Thirty round trips: who cancels an order of several lines whose stocks are not in memory makes more than twenty. */
    private static final Duration FROM_AFAR = ofSeconds(15);

    /** Five seconds for a stream, half a second for the lock, and some for a busy machine. */
    private static final Duration AFTER_QUEUE = ofMillis(6_500);

    static final List<Fault> ALL = List.of(
            new Fault("locks of rows held", 3, false, Faults.SOON, AFTER_QUEUE, Contention::holdRows),
            new Fault("locks of appends held", 3, false, Faults.SOON, AFTER_QUEUE, Contention::holdAppends),
            new Fault("pool exhausted", 3, false, Faults.SOON, Faults.AFTER_WAIT, Contention::exhaustPool),
            new Fault("server full (max_connections)", 3, false, Faults.SOON, Faults.TYPED, Contention::fillServer),
            new Fault("database 500 ms away", 1, false, Faults.SOON, FROM_AFAR, Contention::delay).inLongForm());

    private static final Set<Kind> MONEY = EnumSet.of(Kind.DEPOSIT, Kind.TRANSFER);
    private static final int QUERIES = 60;
    private static final int APPENDS = 2_000;

    private Contention() {}

    /** Orders need the stock of their product; money does not. */
    private static Evidence holdRows(World world, boolean isLong) throws SQLException {
        var before = world.journal().size();
        try (var holder = world.database().connect()) {
            holder.setAutoCommit(false);
            execute(holder, "select from stock for update");
            var waiting = await(holder, isLong);
            holder.rollback();
            var unavailable = Faults.failed(world, before);
            var money = world.journal().answersFrom(before).stream()
                    .filter(operation -> MONEY.contains(operation.kind()) && operation.isOk())
                    .count();
            return Evidence.of(
                    waiting > 0 && unavailable > 0 && money > 0,
                    "%d waited at once, %d requests without success, %d deposits and transfers meanwhile"
                            .formatted(waiting, unavailable, money));
        }
    }

    /** Each append takes a lock named after the position before it, and shares it with other appends. */
    private static Evidence holdAppends(World world, boolean isLong) throws SQLException {
        var before = world.journal().size();
        try (var holder = world.database().connect()) {
            holder.setAutoCommit(false);
            execute(holder, """
                    select pg_advisory_xact_lock((1::bigint << 60) + last_value + n)
                    from domain_events_position_seq, generate_series(0, %d) n""".formatted(APPENDS));
            var waiting = await(holder, isLong);
            holder.rollback();
            var unavailable = Faults.failed(world, before);
            return Evidence.of(
                    waiting > 0 && unavailable > 0,
                    "%d waited at once, %d requests without success".formatted(waiting, unavailable));
        }
    }

    /** Longer than anybody waits for a lock. Returns how many have waited for this session at once. */
    private static int await(Connection holder, boolean isLong) throws SQLException {
        var most = 0;
        for (int second = 0; second < (isLong ? 20 : 7); second++) {
            Faults.last(ofSeconds(1));
            most = Math.max(
                    most,
                    count(
                            holder,
                            "select count(*) from pg_stat_activity where pg_backend_pid() = any (pg_blocking_pids(pid))"));
        }
        return most;
    }

    /** Queries that wait for a table take all connections there are for them. */
    private static Evidence exhaustPool(World world, boolean isLong) throws Exception {
        var before = world.journal().size();
        var admin = world.admin();
        try (var holder = world.database().connect();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            holder.setAutoCommit(false);
            execute(holder, "lock table posts in access exclusive mode");
            var end = System.nanoTime() + ofSeconds(isLong ? 30 : 6).toNanos();
            for (int i = 0; i < QUERIES; i++) {
                threads.execute(() -> {
                    while (System.nanoTime() < end) {
                        ask(admin, "{ posts(first: 1) { nodes { id } } }");
                    }
                });
            }
            var waiting = 0;
            var stressed = false;
            while (System.nanoTime() < end) {
                Faults.last(ofMillis(200));
                var health = ask(admin, "{ systemHealth { database { status poolSize inUse waiting } } }")
                        .at("/data/systemHealth/database");
                var isFull =
                        health.path("inUse").asInt() == health.path("poolSize").asInt();
                waiting = Math.max(waiting, isFull ? health.path("waiting").asInt() : 0);
                stressed |= health.path("status").asString("").equals("STRESSED");
            }
            holder.rollback();
            var unavailable = Faults.failed(world, before);
            return Evidence.of(
                    waiting > 0 && stressed && unavailable > 0,
                    "%d waited while all connections were taken, health %s, %d requests without success"
                            .formatted(waiting, stressed ? "STRESSED" : "**not** STRESSED", unavailable));
        }
    }

    private static JsonNode ask(Client client, String query) {
        return RawAnswer.ask(client, query, Map.of()).body();
    }

    /** Other sessions take every connection that the server gives, while the shop loses its own. */
    private static Evidence fillServer(World world, boolean isLong) throws Exception {
        var before = world.journal().size();
        var refusals = refusals(world);
        var sessions = new ArrayList<Connection>();
        try {
            var guard = world.database().connect();
            sessions.add(guard);
            while (count(
                            guard,
                            "select count(pg_terminate_backend(pid)) from pg_stat_activity where usename = 'daybook'")
                    > 0) {
                takeAll(world, sessions);
            }
            Faults.last(ofSeconds(isLong ? 20 : 3));
        } finally {
            for (var session : sessions) {
                session.close();
            }
        }
        var refused = refusals(world) - refusals;
        var unavailable = Faults.failed(world, before);
        return Evidence.of(
                refused > 0 && unavailable > 0,
                "%d sessions of others, %d log-ins refused, %d requests without success"
                        .formatted(sessions.size(), refused, unavailable));
    }

    private static void takeAll(World world, List<Connection> sessions) {
        try {
            while (true) {
                sessions.add(world.database().connect());
            }
        } catch (SQLException full) {
            if (!"53300".equals(full.getSQLState())) {
                throw new IllegalStateException(full);
            }
        }
    }

    private static long refusals(World world) throws Exception {
        return world.database().logged("remaining connection slots are reserved")
                + world.database().logged("too many clients already");
    }

    private static Evidence delay(World world, boolean isLong) {
        var before = world.journal().size();
        world.proxy().delay(ofMillis(500));
        Faults.last(ofSeconds(isLong ? 60 : 12));
        world.proxy().restore();
        var milliseconds = world.journal().answersFrom(before).stream()
                .filter(Operation::isOk)
                .mapToLong(operation -> (operation.answered() - operation.sent()) / 1_000_000)
                .sorted()
                .toArray();
        var median = milliseconds.length == 0 ? 0 : milliseconds[milliseconds.length / 2];
        return Evidence.of(
                median > 500,
                "%d operations succeeded, after %d ms in the median; %d did not"
                        .formatted(milliseconds.length, median, Faults.failed(world, before)));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
