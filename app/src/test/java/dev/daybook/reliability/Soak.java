package dev.daybook.reliability;

import dev.daybook.reliability.Fault.Evidence;
import java.time.Duration;

/** Leaves a shop alone under load for a long time: each request has to succeed, and the shop to stay as it was. */
final class Soak {
    private Soak() {}

    static Fault of(Duration time) {
        return new Fault("soak", 1, false, Faults.SOON, Faults.TYPED, (world, _) -> soak(world, time)).inLongForm();
    }

    private static Evidence soak(World world, Duration time) {
        var before = world.journal().size();
        Faults.last(time);
        var answers = world.journal().answersFrom(before);
        var failed = Faults.failed(world, before);
        return Evidence.of(
                !answers.isEmpty() && failed == 0,
                "%d operations in %d s, p99 %d ms, %d requests without success"
                        .formatted(answers.size(), time.toSeconds(), Faults.percentile99(answers.stream()), failed));
    }
}
