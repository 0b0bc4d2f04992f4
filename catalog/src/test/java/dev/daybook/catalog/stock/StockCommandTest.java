package dev.daybook.catalog.stock;

import static dev.daybook.catalog.InvalidValueAssertions.assertBreaks;
import static dev.daybook.users.text.InvalidValue.Rule.BLANK;
import static dev.daybook.users.text.InvalidValue.Rule.INVALID_FORMAT;
import static dev.daybook.users.text.InvalidValue.Rule.OUT_OF_RANGE;
import static dev.daybook.users.text.InvalidValue.Rule.TOO_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.stock.StockCommand.AdjustStock;
import dev.daybook.catalog.stock.StockCommand.ChangeStockThreshold;
import dev.daybook.catalog.stock.StockCommand.CommitStock;
import dev.daybook.catalog.stock.StockCommand.OpenStock;
import dev.daybook.catalog.stock.StockCommand.ReleaseStock;
import dev.daybook.catalog.stock.StockCommand.ReserveStock;
import dev.daybook.catalog.stock.StockCommand.ReturnStock;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StockCommandTest {
    private static final ProductId NOTEBOOK = ProductId.random();
    private static final ReservationId ADAS = new ReservationId(UUID.randomUUID());

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000_000_000})
    void a_stock_opens_with_no_pieces_or_up_to_a_thousand_million(int pieces) {
        assertThat(new OpenStock(NOTEBOOK, pieces, pieces))
                .returns(pieces, OpenStock::onHand)
                .returns(pieces, OpenStock::lowStockThreshold);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 1_000_000_001, Integer.MAX_VALUE})
    void a_stock_opens_with_no_other_number_of_pieces(int pieces) {
        assertBreaks(OUT_OF_RANGE, "0..1000000000", () -> new OpenStock(NOTEBOOK, pieces, 0));
        assertBreaks(OUT_OF_RANGE, "0..1000000000", () -> new OpenStock(NOTEBOOK, 0, pieces));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000_000_000})
    void a_threshold_is_from_zero_to_a_thousand_million(int pieces) {
        assertThat(new ChangeStockThreshold(NOTEBOOK, pieces).lowStockThreshold())
                .isEqualTo(pieces);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 1_000_000_001, Integer.MAX_VALUE})
    void a_threshold_is_no_other_number(int pieces) {
        assertBreaks(OUT_OF_RANGE, "0..1000000000", () -> new ChangeStockThreshold(NOTEBOOK, pieces));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1_000_000_000, -1, 1, 1_000_000_000})
    void an_adjustment_adds_pieces_or_takes_them_away(int delta) {
        assertThat(new AdjustStock(NOTEBOOK, delta, "Counted").delta()).isEqualTo(delta);
    }

    @Test
    void an_adjustment_by_zero_is_refused() {
        assertBreaks(OUT_OF_RANGE, "not zero", () -> new AdjustStock(NOTEBOOK, 0, "Counted"));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1_000_000_001, 1_000_000_001, Integer.MAX_VALUE})
    void an_adjustment_is_by_at_most_a_thousand_million(int delta) {
        assertBreaks(OUT_OF_RANGE, "-1000000000..1000000000", () -> new AdjustStock(NOTEBOOK, delta, "Counted"));
    }

    @Test
    void an_adjustment_has_a_reason_of_1_to_500_characters() {
        assertBreaks(BLANK, "1..500", () -> new AdjustStock(NOTEBOOK, 1, ""));
        assertBreaks(BLANK, "1..500", () -> new AdjustStock(NOTEBOOK, 1, " "));
        assertThat(new AdjustStock(NOTEBOOK, 1, "r").reason()).isEqualTo("r");
        assertThat(new AdjustStock(NOTEBOOK, 1, "r".repeat(500)).reason()).hasSize(500);
        assertBreaks(TOO_LONG, "1..500", () -> new AdjustStock(NOTEBOOK, 1, "r".repeat(501)));
        assertBreaks(INVALID_FORMAT, "no NUL character", () -> new AdjustStock(NOTEBOOK, 1, "r\0"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000_000_000})
    void one_piece_or_many_can_be_reserved(int quantity) {
        assertThat(new ReserveStock(NOTEBOOK, ADAS, quantity).quantity()).isEqualTo(quantity);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1_000_000_001})
    void a_reservation_of_no_pieces_or_of_too_many_is_refused(int quantity) {
        assertBreaks(OUT_OF_RANGE, "1..1000000000", () -> new ReserveStock(NOTEBOOK, ADAS, quantity));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000_000_000})
    void one_piece_or_many_can_come_back(int quantity) {
        assertThat(new ReturnStock(NOTEBOOK, ADAS, quantity).quantity()).isEqualTo(quantity);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1_000_000_001})
    void a_return_of_no_pieces_or_of_too_many_is_refused(int quantity) {
        assertBreaks(OUT_OF_RANGE, "1..1000000000", () -> new ReturnStock(NOTEBOOK, ADAS, quantity));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_goes_to_the_stock_of_its_product_and_not_to_the_product(StockCommand command) {
        assertThat(command.stock()).isEqualTo(new StockId(NOTEBOOK)).hasToString("stock:" + NOTEBOOK);
    }

    private static Stream<StockCommand> commands() {
        return Stream.of(
                new OpenStock(NOTEBOOK, 3, 0),
                new ChangeStockThreshold(NOTEBOOK, 5),
                new AdjustStock(NOTEBOOK, 1, "Counted"),
                new ReserveStock(NOTEBOOK, ADAS, 1),
                new ReleaseStock(NOTEBOOK, ADAS),
                new CommitStock(NOTEBOOK, ADAS),
                new ReturnStock(NOTEBOOK, ADAS, 1));
    }
}
