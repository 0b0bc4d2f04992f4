package dev.daybook.ordering;

import static java.time.ZoneOffset.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrderNumbersTest {
    private final OrderNumbers numbers =
            new OrderNumbers(Clock.fixed(Instant.parse("2026-12-31T23:59:58.999Z"), ofHours(2)));

    @Test
    void a_number_tells_the_second_in_utc_and_six_hexadecimal_digits() {
        assertThat(Stream.generate(numbers::next).limit(1000))
                .allSatisfy(number -> assertThat(number).matches("ORD-20261231235958-[0-9A-F]{6}"));
    }

    @Test
    void numbers_of_the_same_second_differ() {
        assertThat(Stream.generate(numbers::next).limit(100).distinct()).hasSizeGreaterThan(95);
    }
}
