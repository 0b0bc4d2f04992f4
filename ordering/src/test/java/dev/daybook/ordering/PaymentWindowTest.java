package dev.daybook.ordering;

import static dev.daybook.ordering.OrderFixture.MONDAY;
import static dev.daybook.ordering.OrderFixture.RESERVED_UNTIL;
import static dev.daybook.ordering.OrderFixture.windowAt;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaymentWindowTest {
    @Test
    void a_window_ends_its_length_after_now() {
        assertThat(windowAt(MONDAY).end()).isEqualTo(RESERVED_UNTIL);
    }

    @Test
    void a_window_is_over_from_its_end_on() {
        assertThat(windowAt(RESERVED_UNTIL.minusNanos(1)).isOver(RESERVED_UNTIL))
                .isFalse();
        assertThat(windowAt(RESERVED_UNTIL).isOver(RESERVED_UNTIL)).isTrue();
        assertThat(windowAt(RESERVED_UNTIL.plusNanos(1)).isOver(RESERVED_UNTIL)).isTrue();
    }
}
