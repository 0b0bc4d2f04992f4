package dev.daybook.catalog.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.stock.StockEvent.StockAdjusted;
import dev.daybook.catalog.stock.StockEvent.StockCommitted;
import dev.daybook.catalog.stock.StockEvent.StockOpened;
import dev.daybook.catalog.stock.StockEvent.StockReserved;
import dev.daybook.support.ModuleTest;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;

@ModuleTest
class StockRowsTests {
    private static final Instant MONDAY = Instant.parse("2026-12-14T08:30:00Z");
    private static final ReservationId ADAS = new ReservationId(UUID.randomUUID());

    @Autowired
    JdbcAggregateOperations rows;

    @Autowired
    Stocks stocks;

    private final ProductId notebook = ProductId.random();

    @BeforeEach
    void five_notebooks_are_there() {
        project(new StockOpened(notebook, 5, 2));
    }

    @Test
    void a_reserved_piece_stays_on_the_shelf_until_it_is_committed() {
        project(new StockReserved(notebook, ADAS, 2));
        assertThat(row()).extracting(StockView::onHand, StockView::available).containsExactly(5, 3);
        project(new StockCommitted(notebook, ADAS, 2));
        assertThat(row()).extracting(StockView::onHand, StockView::available).containsExactly(3, 3);
        assertThat(rows.findAll(StockMovementView.class))
                .extracting(StockMovementView::type)
                .containsExactlyInAnyOrder(
                        StockMovementType.RECEIVED, StockMovementType.RESERVED, StockMovementType.COMMITTED);
    }

    @Test
    void no_more_pieces_can_be_reserved_than_there_are() {
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> project(new StockReserved(notebook, ADAS, 6)));
    }

    @Test
    void no_piece_can_be_lost_that_was_not_there() {
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> project(new StockAdjusted(notebook, -6, "Flood")));
    }

    private StockView row() {
        return stocks.findById(notebook.value()).orElseThrow();
    }

    private void project(StockEvent event) {
        new StockProjection(rows).on(event, MONDAY, UUID.randomUUID().toString(), "grace");
    }
}
