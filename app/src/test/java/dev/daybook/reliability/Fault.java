package dev.daybook.reliability;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Fault that strikes under load.
 *
 * @param times how often, in the long form
 * @param shopAway whether the shop itself cannot answer meanwhile
 * @param recovery in which the first success has to come after the end of the fault
 * @param answer in which a request has to be answered during the fault
 * @param onlyLong whether it takes too long for the short form
 */
record Fault(
        String name,
        int times,
        boolean shopAway,
        Duration recovery,
        Duration answer,
        Strike strike,
        Stage stage,
        boolean onlyLong,
        Obstacle obstacle) {
    Fault(String name, int times, boolean shopAway, Duration recovery, Duration answer, Strike strike) {
        this(name, times, shopAway, recovery, answer, strike, Stage.COMMON, false, _ -> Optional.empty());
    }

    Fault inLongForm() {
        return new Fault(name, times, shopAway, recovery, answer, strike, stage, true, obstacle);
    }

    Fault on(Stage another) {
        return new Fault(name, times, shopAway, recovery, answer, strike, another, onlyLong, obstacle);
    }

    Fault unless(Obstacle another) {
        return new Fault(name, times, shopAway, recovery, answer, strike, stage, onlyLong, another);
    }

    /** Says why the fault cannot strike on this machine. */
    @FunctionalInterface
    interface Obstacle {
        Optional<String> to(Setup setup) throws IOException, InterruptedException;
    }

    /**
     * What shows that the fault has landed.
     *
     * @param over when the fault has ended
     */
    record Evidence(boolean landed, String text, long over) {
        static Evidence of(boolean landed, String text) {
            return new Evidence(landed, text, System.nanoTime());
        }
    }

    @FunctionalInterface
    interface Strike {
        /** Returns when the fault is over. */
        Evidence on(World world, boolean isLong) throws Exception;
    }
}
