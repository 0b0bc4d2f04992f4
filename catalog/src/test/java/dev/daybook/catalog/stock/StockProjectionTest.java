package dev.daybook.catalog.stock;

import static dev.daybook.catalog.stock.StockMovementType.ADJUSTED;
import static dev.daybook.catalog.stock.StockMovementType.COMMITTED;
import static dev.daybook.catalog.stock.StockMovementType.RECEIVED;
import static dev.daybook.catalog.stock.StockMovementType.RELEASED;
import static dev.daybook.catalog.stock.StockMovementType.RESERVED;
import static dev.daybook.catalog.stock.StockMovementType.RETURNED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.catalog.InMemoryRows;
import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.stock.StockEvent.StockAdjusted;
import dev.daybook.catalog.stock.StockEvent.StockCommitted;
import dev.daybook.catalog.stock.StockEvent.StockOpened;
import dev.daybook.catalog.stock.StockEvent.StockReleased;
import dev.daybook.catalog.stock.StockEvent.StockReserved;
import dev.daybook.catalog.stock.StockEvent.StockReturned;
import dev.daybook.catalog.stock.StockEvent.StockThresholdChanged;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StockProjectionTest {
    private static final ProductId NOTEBOOK = ProductId.random();
    private static final ReservationId ADAS = new ReservationId(UUID.randomUUID());
    private static final Instant MONDAY = Instant.parse("2026-12-14T08:30:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-12-15T08:30:00Z");
    private static final UUID EVENT = UUID.randomUUID();

    private final InMemoryRows rows = new InMemoryRows();
    private final StockProjection projection = new StockProjection(rows.operations());
    private final StockView before =
            StockView.opened(new StockOpened(NOTEBOOK, 40, 5), MONDAY).reserved(7, MONDAY);

    @Test
    void a_stock_opens_with_a_row_and_a_first_line() {
        project(new StockOpened(NOTEBOOK, 40, 5));
        assertThat(rows.all())
                .containsExactlyInAnyOrder(
                        new StockView(NOTEBOOK.value(), 1, 40, 0, 40, 5, TUESDAY, TUESDAY),
                        line(1, RECEIVED, 40, 0, 40, 0, null, null));
        assertThat(rows.writes()).containsExactlyInAnyOrder("insert StockView", "insert StockMovementView");
    }

    @Test
    void a_stock_that_opens_empty_has_no_line_yet() {
        project(new StockOpened(NOTEBOOK, 0, 5));
        assertThat(rows.all()).containsExactly(new StockView(NOTEBOOK.value(), 1, 0, 0, 0, 5, TUESDAY, TUESDAY));
    }

    @Test
    void another_threshold_moves_nothing() {
        rows.add(before);
        project(new StockThresholdChanged(NOTEBOOK, 10));
        assertThat(rows.all()).containsExactly(before.thresholdChanged(10, TUESDAY));
    }

    @Test
    void goods_that_arrive_are_received() {
        rows.add(before);
        project(new StockAdjusted(NOTEBOOK, 10, "Delivery"));
        assertThat(rows.all())
                .containsExactlyInAnyOrder(
                        before.adjusted(10, TUESDAY), line(3, RECEIVED, 10, 0, 50, 7, "Delivery", null));
        assertThat(rows.writes()).containsExactlyInAnyOrder("upsert StockView", "insert StockMovementView");
    }

    @Test
    void goods_that_are_lost_are_an_adjustment() {
        rows.add(before);
        project(new StockAdjusted(NOTEBOOK, -10, "Flood"));
        assertThat(rows.all())
                .containsExactlyInAnyOrder(
                        before.adjusted(-10, TUESDAY), line(3, ADJUSTED, -10, 0, 30, 7, "Flood", null));
    }

    @Test
    void reserved_pieces_stay_on_the_shelf() {
        rows.add(before);
        project(new StockReserved(NOTEBOOK, ADAS, 3));
        assertThat(rows.all())
                .containsExactlyInAnyOrder(before.reserved(3, TUESDAY), line(3, RESERVED, 0, 3, 40, 10, null, ADAS));
    }

    @Test
    void released_pieces_are_no_longer_reserved() {
        rows.add(before);
        project(new StockReleased(NOTEBOOK, ADAS, 3));
        assertThat(rows.all())
                .containsExactlyInAnyOrder(before.released(3, TUESDAY), line(3, RELEASED, 0, -3, 40, 4, null, ADAS));
    }

    @Test
    void committed_pieces_are_neither_on_the_shelf_nor_reserved_any_more() {
        rows.add(before);
        project(new StockCommitted(NOTEBOOK, ADAS, 3));
        assertThat(rows.all())
                .containsExactlyInAnyOrder(before.committed(3, TUESDAY), line(3, COMMITTED, -3, -3, 37, 4, null, ADAS));
    }

    @Test
    void returned_pieces_are_on_the_shelf_and_kept_for_nobody() {
        rows.add(before);
        project(new StockReturned(NOTEBOOK, ADAS, 3));
        assertThat(rows.all())
                .containsExactlyInAnyOrder(before.returned(3, TUESDAY), line(3, RETURNED, 3, 0, 43, 7, null, ADAS));
    }

    private void project(StockEvent event) {
        projection.on(event, TUESDAY, EVENT.toString(), "ada");
    }

    private static StockMovementView line(
            long version,
            StockMovementType type,
            int onHandChange,
            int reservedChange,
            int onHandAfter,
            int reservedAfter,
            @Nullable String reason,
            @Nullable ReservationId reservation) {
        return new StockMovementView(
                EVENT,
                NOTEBOOK.value(),
                version,
                type,
                onHandChange,
                reservedChange,
                onHandAfter,
                reservedAfter,
                reason,
                reservation == null ? null : reservation.value(),
                "ada",
                TUESDAY);
    }
}
