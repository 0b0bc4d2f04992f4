package dev.daybook.reliability;

import java.time.Duration;

/**
 * Fault that strikes under load.
 *
 * @param times how often, in the long form
 * @param shopAway whether the shop itself cannot answer meanwhile
 * @param recovery in which the first success has to come after the end of the fault
 * @param answer in which a request has to be answered during the fault
 */
record Fault(String name, int times, boolean shopAway, Duration recovery, Duration answer, Strike strike) {
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
