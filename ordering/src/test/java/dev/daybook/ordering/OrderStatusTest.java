package dev.daybook.ordering;

import static dev.daybook.ordering.OrderStatus.CANCELLED;
import static dev.daybook.ordering.OrderStatus.CONFIRMED;
import static dev.daybook.ordering.OrderStatus.DELIVERED;
import static dev.daybook.ordering.OrderStatus.PENDING;
import static dev.daybook.ordering.OrderStatus.SHIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OrderStatusTest {
    record Step(OrderStatus from, OrderStatus to) {}

    private static final Set<Step> ALLOWED = Set.of(
            new Step(PENDING, CONFIRMED),
            new Step(PENDING, CANCELLED),
            new Step(CONFIRMED, SHIPPED),
            new Step(CONFIRMED, CANCELLED),
            new Step(SHIPPED, DELIVERED));

    @ParameterizedTest
    @MethodSource("steps")
    void an_order_goes_from_pending_to_confirmed_to_shipped_to_delivered_or_is_cancelled_before_it_is_shipped(
            Step step) {
        assertThat(step.from().next().contains(step.to())).isEqualTo(ALLOWED.contains(step));
    }

    private static Stream<Step> steps() {
        return Arrays.stream(OrderStatus.values())
                .flatMap(from -> Arrays.stream(OrderStatus.values()).map(to -> new Step(from, to)));
    }
}
