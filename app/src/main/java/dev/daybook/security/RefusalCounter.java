package dev.daybook.security;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counter of what is refused before it is an operation, and so is not counted among those. */
public final class RefusalCounter {
    private RefusalCounter() {}

    public static Counter of(String kind, MeterRegistry meters) {
        return Counter.builder("daybook.refusals")
                .description("Requests, connections and subscriptions that were refused before an operation began")
                .tag("kind", kind)
                .register(meters);
    }
}
