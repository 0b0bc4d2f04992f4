package dev.daybook.graphql.quota;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Maximum costs of operations over time, as a token bucket that is full at first.
 *
 * @param perCaller maximum cost of a signed-in user, 0 for no limit
 * @param perAddress maximum cost of a client address, signed in or not, 0 for no limit
 * @param per time in which an empty bucket is filled again
 */
@ConfigurationProperties("daybook.rate")
public record RateSettings(
        @DefaultValue("1000000000") long perCaller,
        @DefaultValue("1000000000") long perAddress,
        @DefaultValue("1m") Duration per) {
    private static final long LEAST = 20_000;
    private static final long MOST = 1_000_000_000;

    public RateSettings {
        check("per-caller", perCaller);
        check("per-address", perAddress);
        if (per.compareTo(Duration.ofSeconds(1)) < 0 || per.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("daybook.rate.per must be between 1s and 1d, for example 1m");
        }
    }

    /** Less could not pay for the most expensive operation. */
    private static void check(String name, long cost) {
        if (cost != 0 && (cost < LEAST || cost > MOST)) {
            throw new IllegalArgumentException(
                    "daybook.rate.%s must be between %d and %d, or 0 for no limit".formatted(name, LEAST, MOST));
        }
    }
}
