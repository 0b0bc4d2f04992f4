package dev.daybook.catalog.stock;

import static dev.daybook.catalog.stock.Availability.IN_STOCK;
import static dev.daybook.catalog.stock.Availability.LOW_STOCK;
import static dev.daybook.catalog.stock.Availability.OUT_OF_STOCK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.stock.StockEvent.StockOpened;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StockViewTest {
    private static final ProductId NOTEBOOK = ProductId.random();
    private static final Instant MONDAY = Instant.parse("2026-12-14T08:30:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-12-15T08:30:00Z");

    private final StockView opened = StockView.opened(new StockOpened(NOTEBOOK, 40, 5), MONDAY);

    @Test
    void all_pieces_of_a_new_stock_are_available() {
        assertThat(opened).isEqualTo(new StockView(NOTEBOOK.value(), 1, 40, 0, 40, 5, MONDAY, MONDAY));
    }

    @Test
    void pieces_that_arrive_are_available() {
        assertThat(opened.adjusted(10, TUESDAY)).isEqualTo(row(2, 50, 0, 50));
        assertThat(opened.adjusted(-10, TUESDAY)).isEqualTo(row(2, 30, 0, 30));
    }

    @Test
    void reserved_pieces_are_there_but_not_available() {
        assertThat(opened.reserved(3, TUESDAY)).isEqualTo(row(2, 40, 3, 37));
    }

    @Test
    void released_pieces_are_available_again() {
        assertThat(opened.reserved(3, MONDAY).released(3, TUESDAY)).isEqualTo(row(3, 40, 0, 40));
    }

    @Test
    void committed_pieces_are_gone_and_no_longer_reserved() {
        assertThat(opened.reserved(3, MONDAY).committed(3, TUESDAY)).isEqualTo(row(3, 37, 0, 37));
    }

    @Test
    void returned_pieces_are_available_again() {
        assertThat(opened.reserved(3, MONDAY).committed(3, MONDAY).returned(2, TUESDAY))
                .isEqualTo(row(4, 39, 0, 39));
        assertThat(opened.reserved(3, MONDAY).returned(2, TUESDAY)).isEqualTo(row(3, 42, 3, 39));
    }

    @Test
    void another_threshold_changes_no_pieces() {
        assertThat(opened.reserved(3, MONDAY).thresholdChanged(37, TUESDAY))
                .isEqualTo(new StockView(NOTEBOOK.value(), 3, 40, 3, 37, 37, MONDAY, TUESDAY))
                .returns(LOW_STOCK, StockView::availability);
        assertThat(opened.thresholdChanged(0, TUESDAY)).returns(IN_STOCK, StockView::availability);
    }

    @Test
    void every_event_raises_the_version() {
        var stock = opened.reserved(3, MONDAY)
                .reserved(2, MONDAY)
                .adjusted(-1, MONDAY)
                .released(2, MONDAY)
                .committed(3, MONDAY)
                .reserved(6, TUESDAY);
        assertThat(stock).isEqualTo(row(7, 36, 6, 30));
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "0, 0"})
    void nothing_available_is_out_of_stock(int onHand, int threshold) {
        assertThat(availability(onHand, threshold)).isEqualTo(OUT_OF_STOCK);
        assertThat(StockView.opened(new StockOpened(NOTEBOOK, 2, threshold), MONDAY)
                        .reserved(2, MONDAY)
                        .availability())
                .isEqualTo(OUT_OF_STOCK);
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "5, 5", "1, 1"})
    void stock_is_low_up_to_the_threshold(int onHand, int threshold) {
        assertThat(availability(onHand, threshold)).isEqualTo(LOW_STOCK);
    }

    @ParameterizedTest
    @CsvSource({"6, 5", "1, 0"})
    void above_the_threshold_there_is_stock(int onHand, int threshold) {
        assertThat(availability(onHand, threshold)).isEqualTo(IN_STOCK);
    }

    private static Availability availability(int onHand, int threshold) {
        return StockView.opened(new StockOpened(NOTEBOOK, onHand, threshold), MONDAY)
                .availability();
    }

    private static StockView row(long version, int onHand, int reserved, int available) {
        return new StockView(NOTEBOOK.value(), version, onHand, reserved, available, 5, MONDAY, TUESDAY);
    }
}
