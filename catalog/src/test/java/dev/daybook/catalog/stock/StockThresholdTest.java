package dev.daybook.catalog.stock;

import static dev.daybook.catalog.Refusals.refusal;

import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.stock.StockCommand.ChangeStockThreshold;
import dev.daybook.catalog.stock.StockCommand.ReserveStock;
import dev.daybook.catalog.stock.StockEvent.StockAdjusted;
import dev.daybook.catalog.stock.StockEvent.StockOpened;
import dev.daybook.catalog.stock.StockEvent.StockReserved;
import dev.daybook.catalog.stock.StockEvent.StockThresholdChanged;
import dev.daybook.catalog.stock.StockRefusal.InsufficientStock;
import java.util.UUID;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StockThresholdTest {
    private static final ProductId NOTEBOOK = ProductId.random();
    private static final ReservationId ADAS = new ReservationId(UUID.randomUUID());

    private final FixtureConfiguration<Stock> stock = new AggregateTestFixture<>(Stock.class);

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 6, 40, 1_000_000_000})
    void the_threshold_is_changed(int threshold) {
        stock.given(new StockOpened(NOTEBOOK, 40, 5))
                .when(new ChangeStockThreshold(NOTEBOOK, threshold))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new StockThresholdChanged(NOTEBOOK, threshold));
    }

    @Test
    void the_same_threshold_is_no_change() {
        stock.given(new StockOpened(NOTEBOOK, 40, 5))
                .when(new ChangeStockThreshold(NOTEBOOK, 5))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        stock.given(new StockOpened(NOTEBOOK, 40, 5), new StockThresholdChanged(NOTEBOOK, 0))
                .when(new ChangeStockThreshold(NOTEBOOK, 0))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void the_threshold_can_go_back_to_what_it_was() {
        stock.given(
                        new StockOpened(NOTEBOOK, 40, 5),
                        new StockThresholdChanged(NOTEBOOK, 0),
                        new StockAdjusted(NOTEBOOK, 5, "Delivery"))
                .when(new ChangeStockThreshold(NOTEBOOK, 5))
                .expectEvents(new StockThresholdChanged(NOTEBOOK, 5));
    }

    @Test
    void the_threshold_does_not_limit_reservations() {
        stock.given(new StockOpened(NOTEBOOK, 3, 0), new StockThresholdChanged(NOTEBOOK, 40))
                .when(new ReserveStock(NOTEBOOK, ADAS, 3))
                .expectEvents(new StockReserved(NOTEBOOK, ADAS, 3));
        stock.given(new StockOpened(NOTEBOOK, 3, 0), new StockThresholdChanged(NOTEBOOK, 40))
                .when(new ReserveStock(NOTEBOOK, ADAS, 4))
                .expectException(refusal(new InsufficientStock(NOTEBOOK, 4, 3)))
                .expectNoEvents();
    }

    @Test
    void a_stock_that_was_never_opened_has_no_threshold() {
        stock.givenNoPriorActivity()
                .when(new ChangeStockThreshold(NOTEBOOK, 5))
                .expectException(AggregateNotFoundException.class)
                .expectNoEvents();
    }
}
