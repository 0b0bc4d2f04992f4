package dev.daybook.reliability;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.daybook.reliability.Fault.Evidence;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Faults of the suite. How long an answer may take is what {@code docs/operations/observability.md} and {@code docs/api.md} say. */
final class Faults {
    static final Duration SOON = ofSeconds(5);
    /** After a loss in silence, which time-outs alone find out. */
    static final Duration AFTER_SILENCE = ofSeconds(20);

    /** For an answer while there is nothing to wait for but a connection. */
    static final Duration TYPED = ofSeconds(3);

    /** For one that waits for its streams, or for one connection after the other. */
    static final Duration AFTER_WAIT = ofMillis(5_500);

    static final Duration FROM_SILENCE = ofMillis(10_500);
    private static final int CROWD = 40;

    private static final List<Fault> ONE_NODE = List.of(
            new Fault("shop killed (kill -9)", 20, true, SOON, TYPED, Faults::killShop),
            new Fault("postmaster killed (kill -9)", 10, false, SOON, TYPED, Faults::killPostmaster),
            new Fault("PostgreSQL restarted (immediate)", 10, false, SOON, TYPED, Faults::restartImmediately),
            new Fault("backends terminated each second", 1, false, SOON, TYPED, Faults::terminateBackends),
            new Fault("connections cut", 10, false, SOON, TYPED, Faults::cut),
            new Fault("connections lost in silence", 3, false, AFTER_SILENCE, FROM_SILENCE, Faults::loseInSilence),
            new Fault("connections stalled", 1, false, SOON, FROM_SILENCE, Faults::stall),
            new Fault("database stopped for a while", 1, false, SOON, TYPED, Faults::stopDatabase),
            new Fault("shop stopped (SIGTERM)", 5, true, SOON, TYPED, Faults::terminateShop).inLongForm(),
            new Fault("shop stopped (SIGTERM), database away", 5, true, SOON, TYPED, Faults::terminateShopAlone)
                    .inLongForm(),
            new Fault("hot product", 1, false, SOON, AFTER_WAIT, Faults::hotProduct),
            new Fault("shop suspended (SIGSTOP)", 1, true, SOON, ShopHttp.PATIENCE, Faults::suspendShop),
            new Fault("PostgreSQL restarted (fast)", 10, false, SOON, TYPED, Faults::restartFast));

    /** Faults that compare a copy of the whole log come while it is short. */
    static final List<Fault> ALL = Stream.of(
                    Backups.ALL,
                    Publishing.ALL,
                    ONE_NODE,
                    Contention.ALL,
                    ManyNodes.ALL,
                    Rebuilding.ALL,
                    UnreadableEvents.ALL,
                    FullDisks.ALL,
                    Clocks.ALL,
                    Standbys.ALL,
                    Replicas.ALL,
                    Uncovering.ALL)
            .flatMap(List::stream)
            .toList();

    private Faults() {}

    static Fault named(String name) {
        return Stream.concat(ALL.stream(), Stream.of(Uncovering.ROW_MISSING))
                .filter(fault -> fault.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Evidence killShop(World world, boolean isLong) throws Exception {
        var before = world.journal().size();
        var code = world.shop().kill();
        world.shop().start();
        return Evidence.of(code == 137, "exit code %d, %d requests unanswered".formatted(code, failed(world, before)));
    }

    private static Evidence killPostmaster(World world, boolean isLong) throws Exception {
        var recoveries = recoveries(world);
        var code = world.database().kill();
        world.database().start();
        var recovered = recoveries(world) - recoveries;
        return Evidence.of(
                code == 137 && recovered == 1, "exit code %d, %d recovery from the WAL".formatted(code, recovered));
    }

    private static Evidence restartImmediately(World world, boolean isLong) throws Exception {
        var recoveries = recoveries(world);
        world.database().stop("QUIT");
        world.database().start();
        var recovered = recoveries(world) - recoveries;
        return Evidence.of(recovered == 1, "%d recovery from the WAL".formatted(recovered));
    }

    private static Evidence restartFast(World world, boolean isLong) throws Exception {
        var before = world.journal().size();
        var code = world.database().stop("INT");
        world.database().start();
        return Evidence.of(
                code == 0, "exit code %d, %d requests without success".formatted(code, failed(world, before)));
    }

    private static long recoveries(World world) throws IOException {
        return world.database().logged("was not properly shut down");
    }

    private static Evidence terminateBackends(World world, boolean isLong) throws SQLException {
        var terminated = 0;
        try (var connection = world.database().connect();
                var statement = connection.createStatement()) {
            for (int second = 0; second < (isLong ? 30 : 5); second++) {
                try (var rows = statement.executeQuery("""
                        select count(*) filter (where pg_terminate_backend(pid)) from pg_stat_activity
                        where usename = 'daybook'""")) {
                    rows.next();
                    terminated += rows.getInt(1);
                }
                last(ofSeconds(1));
            }
        }
        return Evidence.of(terminated > 0, "%d backends".formatted(terminated));
    }

    private static Evidence cut(World world, boolean isLong) {
        var cut = world.proxy().cut();
        return Evidence.of(cut > 0, "%d connections".formatted(cut));
    }

    private static Evidence loseInSilence(World world, boolean isLong) {
        var lost = world.proxy().loseInSilence();
        return Evidence.of(lost > 0, "%d connections".formatted(lost));
    }

    private static Evidence stall(World world, boolean isLong) {
        var before = world.journal().size();
        world.proxy().stall();
        last(ofSeconds(isLong ? 30 : 12));
        var failed = failed(world, before);
        world.proxy().restore();
        return Evidence.of(failed > 0, "%d requests without success".formatted(failed));
    }

    private static Evidence stopDatabase(World world, boolean isLong) throws Exception {
        var before = world.journal().size();
        var code = world.database().stop("INT");
        last(ofSeconds(isLong ? 60 : 5));
        var unavailable = failed(world, before);
        world.database().start();
        return Evidence.of(
                code == 0 && unavailable > 0, "exit code %d, %d requests without success".formatted(code, unavailable));
    }

    private static Evidence terminateShop(World world, boolean isLong) throws Exception {
        var end = End.of(world.shop());
        world.shop().start();
        return end.evidence();
    }

    private static Evidence terminateShopAlone(World world, boolean isLong) throws Exception {
        world.database().stop("INT");
        var end = End.of(world.shop());
        world.database().start();
        world.shop().start();
        return end.evidence();
    }

    private record End(int code, long milliseconds) {
        static End of(ShopNode shop) throws InterruptedException {
            var begin = System.nanoTime();
            var code = shop.terminate();
            return new End(code, (System.nanoTime() - begin) / 1_000_000);
        }

        Evidence evidence() {
            return Evidence.of(
                    code == 143 && milliseconds < 10_000, "exit code %d after %d ms".formatted(code, milliseconds));
        }
    }

    private static Evidence hotProduct(World world, boolean isLong) throws Exception {
        var before = world.journal().size();
        world.load().rush(world.market(), CROWD);
        last(ofSeconds(isLong ? 60 : 5));
        world.load().calm();
        var answers = world.journal().answersFrom(before);
        var orders = answers.stream()
                .filter(operation -> operation.kind() == Operation.Kind.PLACE && operation.isOk())
                .count();
        var others = percentile99(answers.stream()
                .filter(operation ->
                        operation.kind() == Operation.Kind.DEPOSIT || operation.kind() == Operation.Kind.TRANSFER));
        return Evidence.of(
                orders > CROWD && others < 1_000,
                "%d orders, of %d clients more; p99 of deposits and transfers %d ms".formatted(orders, CROWD, others));
    }

    /** In milliseconds. */
    static long percentile99(Stream<Operation> operations) {
        var milliseconds = operations
                .mapToLong(operation -> (operation.answered() - operation.sent()) / 1_000_000)
                .sorted()
                .toArray();
        return milliseconds.length == 0 ? 0 : milliseconds[(int) (milliseconds.length * 0.99)];
    }

    private static Evidence suspendShop(World world, boolean isLong) throws Exception {
        world.shop().signal("STOP");
        last(ofMillis(200));
        var suspended = world.shop().isSuspended();
        last(ofSeconds(isLong ? 65 : 4));
        world.shop().signal("CONT");
        return Evidence.of(suspended, suspended ? "state T" : "not stopped");
    }

    static long failed(World world, int since) {
        return world.journal().answersFrom(since).stream()
                .filter(operation -> operation.status() != 200)
                .count();
    }

    /** For so long a fault lasts: that is what it is, and there is nothing to await. */
    static void last(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
