package dev.daybook.ordering;

import static dev.daybook.ordering.Shop.ADA;
import static dev.daybook.ordering.Shop.ORDER;
import static dev.daybook.ordering.Shop.euros;
import static dev.daybook.ordering.Shop.notebooks;
import static dev.daybook.ordering.Shop.paidElsewhere;
import static dev.daybook.ordering.Shop.refunded;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import dev.daybook.ordering.OrderEvent.OrderCancelled;
import dev.daybook.ordering.OrderEvent.OrderConfirmed;
import dev.daybook.ordering.OrderEvent.OrderDelivered;
import dev.daybook.ordering.OrderEvent.OrderNoteAdded;
import dev.daybook.ordering.OrderEvent.OrderPlaced;
import dev.daybook.ordering.OrderEvent.OrderShipped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;

class OrderProjectionTest {
    /** What an event makes of a row. */
    record Change(OrderView before, OrderEvent event, OrderView after) {}

    private static final Instant MONDAY = Shop.MONDAY;
    private static final Instant TUESDAY = Instant.parse("2026-12-15T08:30:00Z");

    private final JdbcAggregateOperations rows = mock();
    private final OrderProjection projection = new OrderProjection(rows);

    @Test
    void the_first_order_gets_a_row_its_lines_and_the_first_figures() {
        var order = Shop.row();
        var figures = OrderFiguresView.of(order);
        projection.on(Shop.placed(), MONDAY);
        verify(rows).insert(order);
        verify(rows).insertAll(OrderLineView.placed(Shop.placed()));
        for (var none : figures) {
            verify(rows).findById(none.id(), OrderFiguresView.class);
            verify(rows).upsert(none.changed(null, order));
        }
        verifyNoMoreInteractions(rows);
    }

    @Test
    void another_order_is_counted_with_those_before() {
        var first = Shop.row();
        var counted = thereAreFiguresOf(first);
        var placed = new OrderPlaced(
                new OrderId(UUID.fromString("00000000-0000-0000-0000-0000000000ba")),
                "ORD-2",
                ADA,
                List.of(notebooks(1)),
                euros("12.50"),
                null,
                null);
        var another = OrderView.placed(placed, MONDAY);
        projection.on(placed, MONDAY);
        for (var figures : counted) {
            verify(rows).upsert(figures.changed(null, another));
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void an_event_changes_the_row_and_then_the_figures_of_the_customer_and_of_the_day(Change change) {
        thereIs(change.before());
        var figures = thereAreFiguresOf(change.before());
        projection.on(change.event(), TUESDAY);
        var inOrder = inOrder(rows);
        inOrder.verify(rows).findById(ORDER.value(), OrderView.class);
        inOrder.verify(rows).upsert(change.after());
        for (var counted : figures) {
            inOrder.verify(rows).findById(counted.id(), OrderFiguresView.class);
            inOrder.verify(rows).upsert(counted.changed(change.before(), change.after()));
        }
        verifyNoMoreInteractions(rows);
    }

    @Test
    void a_note_leaves_the_figures_alone() {
        thereIs(Shop.row());
        var figures = thereAreFiguresOf(Shop.row());
        projection.on(new OrderNoteAdded(ORDER, ADA, "Rang twice, nobody there"), TUESDAY);
        verify(rows).findById(ORDER.value(), OrderView.class);
        verify(rows).upsert(Shop.row().noted(TUESDAY));
        for (var counted : figures) {
            verify(rows).findById(counted.id(), OrderFiguresView.class);
        }
        verifyNoMoreInteractions(rows);
    }

    private static Stream<Change> changes() {
        var placed = Shop.row();
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
                new Change(paid, refunded("12.50"), paid.refunded(euros("12.50"), TUESDAY)));
    }

    private void thereIs(OrderView order) {
        when(rows.findById(ORDER.value(), OrderView.class)).thenReturn(order);
    }

    private List<OrderFiguresView> thereAreFiguresOf(OrderView order) {
        var figures = OrderFiguresView.of(order).stream()
                .map(none -> none.changed(null, order))
                .toList();
        for (var counted : figures) {
            when(rows.findById(counted.id(), OrderFiguresView.class)).thenReturn(counted);
        }
        return figures;
    }
}
