package dev.daybook.catalog.stock;

import static dev.daybook.catalog.Refusals.refusal;
import static dev.daybook.catalog.stock.StockCommand.MAX_PIECES;

import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.stock.StockCommand.AdjustStock;
import dev.daybook.catalog.stock.StockCommand.CommitStock;
import dev.daybook.catalog.stock.StockCommand.OpenStock;
import dev.daybook.catalog.stock.StockCommand.ReleaseStock;
import dev.daybook.catalog.stock.StockCommand.ReserveStock;
import dev.daybook.catalog.stock.StockCommand.ReturnStock;
import dev.daybook.catalog.stock.StockEvent.StockAdjusted;
import dev.daybook.catalog.stock.StockEvent.StockCommitted;
import dev.daybook.catalog.stock.StockEvent.StockOpened;
import dev.daybook.catalog.stock.StockEvent.StockReleased;
import dev.daybook.catalog.stock.StockEvent.StockReserved;
import dev.daybook.catalog.stock.StockEvent.StockReturned;
import dev.daybook.catalog.stock.StockRefusal.InsufficientStock;
import dev.daybook.catalog.stock.StockRefusal.TooManyPieces;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StockTest {
    private static final ProductId NOTEBOOK = ProductId.random();
    private static final ReservationId ADAS = new ReservationId(UUID.randomUUID());
    private static final ReservationId GRACES = new ReservationId(UUID.randomUUID());

    private final FixtureConfiguration<Stock> stock = new AggregateTestFixture<>(Stock.class);

    @Test
    void a_stock_is_opened() {
        stock.givenNoPriorActivity()
                .when(new OpenStock(NOTEBOOK, 40, 5))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new StockOpened(NOTEBOOK, 40, 5));
    }

    @Test
    void goods_arrive() {
        stock.given(opened(3))
                .when(new AdjustStock(NOTEBOOK, 10, "Delivery"))
                .expectEvents(new StockAdjusted(NOTEBOOK, 10, "Delivery"));
    }

    @Test
    void all_pieces_can_be_lost() {
        stock.given(opened(3))
                .when(new AdjustStock(NOTEBOOK, -3, "Flood"))
                .expectEvents(new StockAdjusted(NOTEBOOK, -3, "Flood"));
    }

    @Test
    void no_more_pieces_can_be_lost_than_there_are() {
        stock.given(opened(3))
                .when(new AdjustStock(NOTEBOOK, -4, "Flood"))
                .expectException(refusal(new InsufficientStock(NOTEBOOK, 4, 3)))
                .expectNoEvents();
    }

    @Test
    void reserved_pieces_cannot_be_lost() {
        stock.given(opened(3), reserved(ADAS, 2))
                .when(new AdjustStock(NOTEBOOK, -2, "Flood"))
                .expectException(refusal(new InsufficientStock(NOTEBOOK, 2, 1)))
                .expectNoEvents();
    }

    @Test
    void all_unreserved_pieces_can_be_lost() {
        stock.given(opened(3), reserved(ADAS, 2))
                .when(new AdjustStock(NOTEBOOK, -1, "Flood"))
                .expectEvents(new StockAdjusted(NOTEBOOK, -1, "Flood"));
    }

    @Test
    void a_shelf_can_be_filled_up() {
        stock.given(opened(1))
                .when(new AdjustStock(NOTEBOOK, MAX_PIECES - 1, "Delivery"))
                .expectEvents(new StockAdjusted(NOTEBOOK, MAX_PIECES - 1, "Delivery"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, MAX_PIECES})
    void a_full_shelf_takes_nothing_more(int delta) {
        stock.given(opened(MAX_PIECES))
                .when(new AdjustStock(NOTEBOOK, delta, "Delivery"))
                .expectException(refusal(new TooManyPieces(NOTEBOOK, MAX_PIECES)))
                .expectNoEvents();
    }

    @Test
    void reserved_pieces_take_room_on_the_shelf() {
        stock.given(opened(MAX_PIECES), reserved(ADAS, 2))
                .when(new AdjustStock(NOTEBOOK, 1, "Delivery"))
                .expectException(refusal(new TooManyPieces(NOTEBOOK, MAX_PIECES)))
                .expectNoEvents();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void pieces_are_reserved_down_to_the_last(int quantity) {
        stock.given(opened(3)).when(new ReserveStock(NOTEBOOK, ADAS, quantity)).expectEvents(reserved(ADAS, quantity));
    }

    @Test
    void no_more_pieces_are_reserved_than_there_are() {
        stock.given(opened(3))
                .when(new ReserveStock(NOTEBOOK, ADAS, 4))
                .expectException(refusal(new InsufficientStock(NOTEBOOK, 4, 3)))
                .expectNoEvents();
    }

    @Test
    void two_reservations_cannot_take_the_same_piece() {
        stock.given(opened(1), reserved(ADAS, 1))
                .when(new ReserveStock(NOTEBOOK, GRACES, 1))
                .expectException(refusal(new InsufficientStock(NOTEBOOK, 1, 0)))
                .expectNoEvents();
    }

    @Test
    void two_reservations_share_what_there_is() {
        stock.given(opened(3), reserved(ADAS, 2))
                .when(new ReserveStock(NOTEBOOK, GRACES, 1))
                .expectEvents(reserved(GRACES, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4})
    void a_repeated_reservation_is_no_change(int quantity) {
        stock.given(opened(3), reserved(ADAS, 3))
                .when(new ReserveStock(NOTEBOOK, ADAS, quantity))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void pieces_that_arrived_can_be_reserved_and_lost_ones_cannot() {
        stock.given(opened(0), new StockAdjusted(NOTEBOOK, 5, "Delivery"), new StockAdjusted(NOTEBOOK, -2, "Flood"))
                .when(new ReserveStock(NOTEBOOK, ADAS, 3))
                .expectEvents(reserved(ADAS, 3));
        stock.given(opened(0), new StockAdjusted(NOTEBOOK, 5, "Delivery"), new StockAdjusted(NOTEBOOK, -2, "Flood"))
                .when(new ReserveStock(NOTEBOOK, ADAS, 4))
                .expectException(refusal(new InsufficientStock(NOTEBOOK, 4, 3)));
    }

    @Test
    void a_release_gives_back_all_pieces_of_the_reservation() {
        stock.given(opened(3), reserved(ADAS, 2))
                .when(new ReleaseStock(NOTEBOOK, ADAS))
                .expectEvents(new StockReleased(NOTEBOOK, ADAS, 2));
    }

    @Test
    void released_pieces_can_be_reserved_by_another() {
        stock.given(opened(3), reserved(ADAS, 3), new StockReleased(NOTEBOOK, ADAS, 3))
                .when(new ReserveStock(NOTEBOOK, GRACES, 3))
                .expectEvents(reserved(GRACES, 3));
    }

    @Test
    void a_repeated_release_is_no_change() {
        stock.given(opened(3), reserved(ADAS, 2), new StockReleased(NOTEBOOK, ADAS, 2))
                .when(new ReleaseStock(NOTEBOOK, ADAS))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void a_release_without_a_reservation_is_no_change() {
        stock.given(opened(3), reserved(ADAS, 2))
                .when(new ReleaseStock(NOTEBOOK, GRACES))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void a_release_of_committed_pieces_is_no_change() {
        stock.given(opened(3), reserved(ADAS, 2), new StockCommitted(NOTEBOOK, ADAS, 2))
                .when(new ReleaseStock(NOTEBOOK, ADAS))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void a_commit_takes_all_pieces_of_the_reservation() {
        stock.given(opened(3), reserved(ADAS, 2))
                .when(new CommitStock(NOTEBOOK, ADAS))
                .expectEvents(new StockCommitted(NOTEBOOK, ADAS, 2));
    }

    @Test
    void a_repeated_commit_is_no_change() {
        stock.given(opened(3), reserved(ADAS, 2), new StockCommitted(NOTEBOOK, ADAS, 2))
                .when(new CommitStock(NOTEBOOK, ADAS))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void a_commit_without_a_reservation_is_no_change() {
        stock.given(opened(3), reserved(ADAS, 2))
                .when(new CommitStock(NOTEBOOK, GRACES))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void a_commit_of_released_pieces_is_no_change() {
        stock.given(opened(3), reserved(ADAS, 2), new StockReleased(NOTEBOOK, ADAS, 2))
                .when(new CommitStock(NOTEBOOK, ADAS))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void committed_pieces_cannot_be_reserved_again() {
        stock.given(opened(3), reserved(ADAS, 2), new StockCommitted(NOTEBOOK, ADAS, 2))
                .when(new ReserveStock(NOTEBOOK, GRACES, 2))
                .expectException(refusal(new InsufficientStock(NOTEBOOK, 2, 1)))
                .expectNoEvents();
    }

    @Test
    void a_commit_or_a_release_of_one_reservation_leaves_the_other() {
        stock.given(opened(4), reserved(ADAS, 1), reserved(GRACES, 2), new StockCommitted(NOTEBOOK, ADAS, 1))
                .when(new AdjustStock(NOTEBOOK, -2, "Flood"))
                .expectException(refusal(new InsufficientStock(NOTEBOOK, 2, 1)));
        stock.given(opened(4), reserved(ADAS, 1), reserved(GRACES, 2), new StockReleased(NOTEBOOK, ADAS, 1))
                .when(new CommitStock(NOTEBOOK, GRACES))
                .expectEvents(new StockCommitted(NOTEBOOK, GRACES, 2));
    }

    @Test
    void committed_pieces_can_come_back() {
        stock.given(opened(3), reserved(ADAS, 2), new StockCommitted(NOTEBOOK, ADAS, 2))
                .when(new ReturnStock(NOTEBOOK, ADAS, 1))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new StockReturned(NOTEBOOK, ADAS, 1));
    }

    @Test
    void returned_pieces_can_be_reserved_by_another() {
        stock.given(opened(2), reserved(ADAS, 2), new StockCommitted(NOTEBOOK, ADAS, 2), returned(1))
                .when(new ReserveStock(NOTEBOOK, GRACES, 1))
                .expectEvents(reserved(GRACES, 1));
        stock.given(opened(2), reserved(ADAS, 2), new StockCommitted(NOTEBOOK, ADAS, 2), returned(1))
                .when(new ReserveStock(NOTEBOOK, GRACES, 2))
                .expectException(refusal(new InsufficientStock(NOTEBOOK, 2, 1)))
                .expectNoEvents();
    }

    @Test
    void returned_pieces_belong_to_no_reservation() {
        stock.given(opened(2), reserved(ADAS, 2), new StockCommitted(NOTEBOOK, ADAS, 2), returned(2))
                .when(new CommitStock(NOTEBOOK, ADAS))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        stock.given(opened(2), reserved(ADAS, 2), new StockCommitted(NOTEBOOK, ADAS, 2), returned(2))
                .when(new ReleaseStock(NOTEBOOK, ADAS))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void committed_pieces_can_come_back_one_by_one() {
        stock.given(opened(2), reserved(ADAS, 2), new StockCommitted(NOTEBOOK, ADAS, 2), returned(1))
                .when(new ReturnStock(NOTEBOOK, ADAS, 1))
                .expectEvents(returned(1));
    }

    @Test
    void pieces_come_back_as_long_as_there_is_room_on_the_shelf() {
        stock.given(opened(MAX_PIECES - 1), reserved(GRACES, 2))
                .when(new ReturnStock(NOTEBOOK, ADAS, 1))
                .expectEvents(returned(1));
        stock.given(opened(MAX_PIECES - 1), reserved(GRACES, 2))
                .when(new ReturnStock(NOTEBOOK, ADAS, 2))
                .expectException(refusal(new TooManyPieces(NOTEBOOK, MAX_PIECES)))
                .expectNoEvents();
        stock.given(opened(MAX_PIECES - 1), returned(1))
                .when(new ReturnStock(NOTEBOOK, ADAS, MAX_PIECES))
                .expectException(refusal(new TooManyPieces(NOTEBOOK, MAX_PIECES)))
                .expectNoEvents();
    }

    private static StockReturned returned(int quantity) {
        return new StockReturned(NOTEBOOK, ADAS, quantity);
    }

    private static StockOpened opened(int pieces) {
        return new StockOpened(NOTEBOOK, pieces, 0);
    }

    private static StockReserved reserved(ReservationId reservation, int quantity) {
        return new StockReserved(NOTEBOOK, reservation, quantity);
    }
}
