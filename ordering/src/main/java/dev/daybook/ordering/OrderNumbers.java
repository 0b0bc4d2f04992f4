package dev.daybook.ordering;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.springframework.stereotype.Component;

/**
 * Generates the order numbers that people use. Two may collide: the unique index of the row then has the order placed
 * again.
 */
@Component
class OrderNumbers {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    OrderNumbers(Clock clock) {
        this.clock = clock;
    }

    String next() {
        return "ORD-%s-%06X".formatted(SECOND.format(clock.instant()), random.nextInt(1 << 24));
    }
}
