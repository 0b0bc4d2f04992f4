package dev.daybook.reliability;

import static dev.daybook.reliability.Invariant.I10;
import static dev.daybook.reliability.Invariant.I11;
import static dev.daybook.reliability.Invariant.I6;
import static dev.daybook.reliability.Invariant.I8;
import static dev.daybook.reliability.Invariant.I9;

import dev.daybook.reliability.Fault.Evidence;
import dev.daybook.reliability.ShopNode.Resources;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Strikes a world under load with a fault, and looks at each invariant afterwards. */
final class Trial {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int WARM = 100;
    private static final Duration SETTLED = Duration.ofSeconds(20);
    private static final int MORE_THREADS = 15;
    private static final int MORE_MEGABYTES = 64;

    private final World world;
    private final SubscriberWatch subscriber;
    private final boolean isLong;
    private final Resources before;

    Trial(World world, SubscriberWatch subscriber, boolean isLong) throws Exception {
        this.world = world;
        this.subscriber = subscriber;
        this.isLong = isLong;
        world.load().start();
        awaitSuccesses(3 * WARM, System.nanoTime());
        world.load().stop();
        this.before = world.shop().resources();
    }

    /**
     * What came of a fault.
     *
     * @param unknown operations whose outcome only their key told
     */
    record Row(Fault fault, List<Evidence> strikes, int operations, int unknown, Findings findings) {
        private static final String SKIPPED = "skipped: ";

        static Row skipped(Fault fault, String why) {
            return new Row(fault, List.of(Evidence.of(true, SKIPPED + why)), 0, 0, new Findings());
        }

        boolean isSkipped() {
            return evidence().startsWith(SKIPPED);
        }

        boolean hasLanded() {
            return !strikes.isEmpty() && strikes.stream().allMatch(Evidence::landed);
        }

        /** The evidence of the last strike, or of the first that has not landed. */
        String evidence() {
            var times = strikes.size() > 1 ? "%d times, at last ".formatted(strikes.size()) : "";
            return strikes.stream()
                    .filter(strike -> !strike.landed())
                    .findFirst()
                    .map(strike -> "**not landed**: " + strike.text())
                    .orElseGet(() -> strikes.isEmpty()
                            ? "**not landed**"
                            : times + strikes.getLast().text());
        }

        boolean isGreen() {
            return hasLanded() && findings.isClean();
        }
    }

    Row run(Fault fault) throws Exception {
        var findings = new Findings();
        var first = world.journal().size();
        var strikes = new ArrayList<Evidence>();
        var unknown = 0;
        try {
            strike(fault, strikes, findings);
            unknown = world.load().resolve();
            checkLog(findings);
            if (isLong) {
                verify(findings);
            }
            checkResources(findings);
        } catch (IllegalStateException | SQLException | AssertionError stuck) {
            findings.broken(I9, stuck.toString());
        } finally {
            world.load().stop();
        }
        var answers = world.journal().answersFrom(first);
        checkAnswers(fault, answers, findings);
        return new Row(fault, List.copyOf(strikes), answers.size(), unknown, findings);
    }

    private void strike(Fault fault, List<Evidence> strikes, Findings findings) throws Exception {
        var longest = 0L;
        world.load().start();
        awaitSuccesses(WARM, System.nanoTime());
        for (int i = 0; i < (isLong ? fault.times() : 1); i++) {
            var evidence = fault.strike().on(world, isLong);
            strikes.add(evidence);
            longest = Math.max(longest, awaitSuccesses(1, evidence.over()) - evidence.over());
            awaitSuccesses(WARM, evidence.over());
        }
        world.load().stop();
        checkRecovery(fault, longest, findings);
    }

    private long awaitSuccesses(int count, long since) throws InterruptedException {
        return world.journal().awaitSuccesses(count, since, System.nanoTime() + PATIENCE.toNanos());
    }

    private static void checkRecovery(Fault fault, long nanoseconds, Findings findings) {
        var took = Duration.ofNanos(nanoseconds);
        findings.checked(I9, "%d ms".formatted(took.toMillis()));
        if (took.compareTo(fault.recovery()) > 0) {
            findings.broken(I9, "The first success came %s after the fault".formatted(took));
        }
    }

    private void checkLog(Findings findings) throws Exception {
        try (var database = world.database().connect()) {
            Notifications.await(database);
            var events = StoredEvents.read(database);
            Acknowledgments.check(world.journal().operations(), events, findings);
            Books.check(events, database, findings);
            Notifications.check(events, findings);
        }
        subscriber.stepsBack().forEach(step -> findings.broken(I8, step));
    }

    /** What the shop has complained of since then. */
    List<String> complaints(Instant since) throws IOException {
        return world.shop().complaints(since);
    }

    void verify(Findings findings) throws IOException, InterruptedException {
        var code = world.shop().command("projections", "verify", "--all");
        findings.checked(I6);
        if (code != 0) {
            findings.broken(I6, "The verification ended with %d".formatted(code));
        }
    }

    private static void checkAnswers(Fault fault, List<Operation> answers, Findings findings) {
        var longest = Duration.ZERO;
        for (var operation : answers) {
            var took = Duration.ofNanos(operation.answered() - operation.sent());
            if (operation.status() == 0) {
                if (!fault.shopAway()) {
                    findings.broken(I10, "No answer: %s".formatted(operation));
                }
                continue;
            }
            if (!operation.isTyped()) {
                findings.broken(I10, "Not typed: %s".formatted(operation));
            }
            if (took.compareTo(fault.answer()) > 0) {
                findings.broken(I10, "After %d ms: %s".formatted(took.toMillis(), operation));
            }
            longest = took.compareTo(longest) > 0 ? took : longest;
        }
        findings.checked(I10, "≤ %d ms".formatted(longest.toMillis()));
    }

    private void checkResources(Findings findings) throws Exception {
        var deadline = System.nanoTime() + SETTLED.toNanos();
        var now = world.shop().resources();
        while (!isAsBefore(now) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            now = world.shop().resources();
        }
        findings.checked(I11, "%d threads, %d MB".formatted(now.threads(), now.heapMegabytes()));
        if (!isAsBefore(now)) {
            findings.broken(
                    I11,
                    "It had %s and has %s, and %d sessions of rebuilds and verifications"
                            .formatted(before, now, world.database().sessionsOfRuns()));
        }
    }

    private boolean isAsBefore(Resources now) throws SQLException {
        return now.threads() <= before.threads() + MORE_THREADS
                && now.heapMegabytes() <= before.heapMegabytes() + MORE_MEGABYTES
                && now.borrowedConnections() == 0
                && world.database().sessionsOfRuns() == 0;
    }
}
