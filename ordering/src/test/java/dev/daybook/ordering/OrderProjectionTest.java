package dev.daybook.ordering;

import static dev.daybook.ordering.OrderFixture.ADA;
import static dev.daybook.ordering.OrderFixture.ORDER;
import static dev.daybook.ordering.OrderFixture.euros;
import static dev.daybook.ordering.OrderFixture.paidElsewhere;
import static dev.daybook.ordering.OrderFixture.refunded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.ordering.OrderEvent.OrderCancelled;
import dev.daybook.ordering.OrderEvent.OrderConfirmed;
import dev.daybook.ordering.OrderEvent.OrderDelivered;
import dev.daybook.ordering.OrderEvent.OrderNoteAdded;
import dev.daybook.ordering.OrderEvent.OrderShipped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OrderProjectionTest {
    /** Row before and after an event. */
    record Change(OrderView before, OrderEvent event, OrderView after) {}

    private static final Instant MONDAY = OrderFixture.MONDAY;
    private static final Instant TUESDAY = Instant.parse("2026-12-15T08:30:00Z");

    private final InMemoryRows rows = new InMemoryRows();
    private final OrderProjection projection = new OrderProjection(rows.operations());

    @Test
    void a_new_order_gets_a_row_and_its_lines() {
        projection.on(OrderFixture.placed(), MONDAY);
        var expected = new ArrayList<Object>(OrderLineView.placed(OrderFixture.placed()));
        expected.add(OrderFixture.row());
        assertThat(rows.all()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(rows.writes()).allMatch(write -> write.startsWith("insert "));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void an_event_changes_the_row(Change change) {
        rows.add(change.before());
        projection.on(change.event(), TUESDAY);
        assertThat(rows.all()).containsExactly(change.after());
    }

    private static Stream<Change> changes() {
        var placed = OrderFixture.row();
        var confirmed = placed.confirmed(MONDAY);
        var shipped = confirmed.shipped("TRACK-1", MONDAY);
        var paid = confirmed.paid(paidElsewhere(), MONDAY);
        return Stream.of(
                new Change(placed, new OrderConfirmed(ORDER), placed.confirmed(TUESDAY)),
                new Change(placed, paidElsewhere(), placed.paid(paidElsewhere(), TUESDAY)),
                new Change(confirmed, new OrderShipped(ORDER, "TRACK-1"), confirmed.shipped("TRACK-1", TUESDAY)),
                new Change(shipped, new OrderDelivered(ORDER), shipped.delivered(TUESDAY)),
                new Change(
                        placed,
                        new OrderCancelled(ORDER, "Found a better pen"),
                        placed.cancelled("Found a better pen", TUESDAY)),
                new Change(paid, refunded("12.50"), paid.refunded(euros("12.50"), TUESDAY)),
                new Change(placed, new OrderNoteAdded(ORDER, ADA, "Rang twice, nobody there"), placed.noted(TUESDAY)));
    }
}
