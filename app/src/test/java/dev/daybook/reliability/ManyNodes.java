package dev.daybook.reliability;

import static java.time.Duration.ofSeconds;

import dev.daybook.reliability.Fault.Evidence;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Lets several nodes share a database, and come and go. */
final class ManyNodes {
    static final List<Fault> ALL = List.of(
            new Fault("one of two nodes killed", 3, true, Faults.SOON, Faults.TYPED, ManyNodes::killOneOfTwo)
                    .inLongForm(),
            RollingRestart.FAULT,
            new Fault("four nodes on an empty database", 1, false, Faults.SOON, Faults.TYPED, ManyNodes::lookAtFour)
                    .on(Stage.FOUR_NODES)
                    .inLongForm(),
            new Fault("update from an older version", 1, false, Faults.SOON, Faults.TYPED, ManyNodes::update)
                    .on(Stage.OLDER_JAR)
                    .inLongForm()
                    .unless(setup -> setup.olderProgram() == null
                            ? Optional.of("needs --old-jar, a jar of an older version")
                            : Optional.empty()));

    /** Longer than another node waits until it takes over the subscriber. */
    private static final Duration TAKEOVER = ofSeconds(25);

    private static final int SOME = 100;

    private ManyNodes() {}

    /** The one that has the subscriber. */
    private static Evidence killOneOfTwo(World world, boolean isLong) throws Exception {
        try (var other = world.nodes().open()) {
            world.load().sendTo(world.shop(), other);
            awaitSuccesses(world, SOME);
            var owner = owner(world);
            var before = world.journal().size();
            var killed = System.nanoTime();
            var code = world.shop().kill();
            while (owner(world).equals(owner) && System.nanoTime() - killed < TAKEOVER.toNanos()) {
                Faults.last(Duration.ofMillis(100));
            }
            var tookOver = !owner(world).equals(owner);
            var seconds = (System.nanoTime() - killed) / 1_000_000_000;
            var succeeded = world.journal().answersFrom(before).stream()
                    .filter(Operation::isOk)
                    .count();
            world.shop().start();
            awaitSuccesses(world, SOME);
            world.load().sendTo(world.shop());
            return Evidence.of(
                    code == 137 && succeeded > 0 && tookOver,
                    "exit code %d, %d successes at the other, which has the subscriber after %d s"
                            .formatted(code, succeeded, seconds));
        }
    }

    private static String owner(World world) throws SQLException {
        try (var database = world.database().connect();
                var statement = database.createStatement();
                var rows = statement.executeQuery("select owner from subscriber_tokens where owner is not null")) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    private static Evidence update(World world, boolean isLong) throws Exception {
        try (var newer = world.nodes().open()) {
            var before = world.journal().size();
            world.load().sendTo(world.shop(), newer);
            awaitSuccesses(world, (isLong ? 10 : 1) * SOME);
            var together = world.journal().size() - before;
            world.shop().use(world.nodes().program());
            var replaced = replaceOneByOne(world, newer);
            return new Evidence(
                    replaced.landed(),
                    "%d operations while both versions ran, %s".formatted(together, replaced.text()),
                    replaced.over());
        }
    }

    /** As behind a load balancer: a node that stops gets no new requests, and none may be lost. */
    private static Evidence replaceOneByOne(World world, ShopNode other) throws Exception {
        world.load().sendTo(world.shop(), other);
        awaitSuccesses(world, SOME);
        var before = world.journal().size();
        world.load().sendTo(other);
        awaitSuccesses(world, SOME);
        var first = world.shop().terminate();
        world.shop().start();
        world.load().sendTo(world.shop(), other);
        awaitSuccesses(world, SOME);
        world.load().sendTo(world.shop());
        awaitSuccesses(world, SOME);
        var second = other.terminate();
        var answers = world.journal().answersFrom(before);
        return Evidence.of(
                first == 143 && second == 143,
                "exit codes %d and %d, %d of %d requests not answered 200"
                        .formatted(first, second, Faults.failed(world, before), answers.size()));
    }

    private static Evidence lookAtFour(World world, boolean isLong) throws Exception {
        var ready = 0;
        for (var shop : world.shops()) {
            if (shop.isReady()) {
                ready++;
            }
        }
        awaitSuccesses(world, (isLong ? 10 : 1) * SOME);
        try (var database = world.database().connect();
                var statement = database.createStatement();
                var rows = statement.executeQuery("""
                        select (select count(*) from users where role = 'ADMIN'), (select count(*) from categories),
                            (select count(*) from flyway_schema_history_eventstore where version = '1' and success)""")) {
            rows.next();
            return Evidence.of(
                    ready == 4 && rows.getInt(1) == 1 && rows.getInt(2) == 4 && rows.getInt(3) == 1,
                    "%d nodes ready, %d administrator, %d categories".formatted(ready, rows.getInt(1), rows.getInt(2)));
        }
    }

    static void awaitSuccesses(World world, int count) throws InterruptedException {
        var now = System.nanoTime();
        var _ = world.journal().awaitSuccesses(count, now, now + ofSeconds(60).toNanos());
    }
}
