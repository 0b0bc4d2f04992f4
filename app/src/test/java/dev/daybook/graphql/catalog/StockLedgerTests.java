package dev.daybook.graphql.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.Daybook;
import dev.daybook.catalog.Price;
import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.product.ProductCommand.CreateProduct;
import dev.daybook.catalog.product.ProductName;
import dev.daybook.catalog.product.Sku;
import dev.daybook.catalog.stock.ReservationId;
import dev.daybook.catalog.stock.StockCommand;
import dev.daybook.catalog.stock.StockCommand.AdjustStock;
import dev.daybook.catalog.stock.StockCommand.ChangeStockThreshold;
import dev.daybook.catalog.stock.StockCommand.CommitStock;
import dev.daybook.catalog.stock.StockCommand.OpenStock;
import dev.daybook.catalog.stock.StockCommand.ReleaseStock;
import dev.daybook.catalog.stock.StockCommand.ReserveStock;
import dev.daybook.catalog.stock.StockCommand.ReturnStock;
import dev.daybook.catalog.stock.StockId;
import dev.daybook.catalog.stock.StockMovementView;
import dev.daybook.catalog.stock.StockRefused;
import dev.daybook.catalog.stock.StockView;
import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.replay.PointInTimeRows;
import dev.daybook.support.TestDatabase;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever is asked of a stock, and in whatever order: nothing goes wrong, and its books balance. */
class StockLedgerTests {
    private static final Actor TESTER = new Actor.System("test");
    private static final List<ReservationId> RESERVATIONS = List.of(
            new ReservationId(new UUID(0, 1)), new ReservationId(new UUID(0, 2)), new ReservationId(new UUID(0, 3)));

    private static @Nullable ConfigurableApplicationContext shop;

    @BeforeContainer
    static void open() {
        shop = new SpringApplicationBuilder(Daybook.class)
                .properties("server.port=0", "daybook.demo=false")
                .run(TestDatabase.arguments());
    }

    @AfterContainer
    static void close() {
        Objects.requireNonNull(shop).close();
    }

    /** A command to the stock of a product that is created later. */
    @FunctionalInterface
    interface Asked {
        StockCommand of(ProductId product);
    }

    @Provide
    Arbitrary<List<Asked>> anything() {
        return commands().list().ofMaxSize(30);
    }

    private static Arbitrary<Asked> commands() {
        var pieces = Arbitraries.integers().between(1, 12);
        var delta = Arbitraries.integers().between(-12, 12).filter(many -> many != 0);
        var reservation = Arbitraries.of(RESERVATIONS);
        return Arbitraries.frequencyOf(
                Tuple.of(2, delta.map(many -> product -> new AdjustStock(product, many, "counted"))),
                Tuple.of(
                        4,
                        Combinators.combine(reservation, pieces)
                                .as((id, many) -> product -> new ReserveStock(product, id, many))),
                Tuple.of(2, reservation.map(id -> product -> new ReleaseStock(product, id))),
                Tuple.of(2, reservation.map(id -> product -> new CommitStock(product, id))),
                Tuple.of(
                        1,
                        Combinators.combine(reservation, pieces)
                                .as((id, many) -> product -> new ReturnStock(product, id, many))),
                Tuple.of(1, pieces.map(many -> product -> new ChangeStockThreshold(product, many))));
    }

    @Property(tries = 40)
    void the_books_balance_after_each_command_and_equal_their_events(
            @ForAll @IntRange(max = 20) int opening, @ForAll("anything") List<Asked> asked) {
        var product = newNotebook(opening);
        var shelf = new Shelf(opening);
        for (var each : asked) {
            var command = each.of(product);
            assertThat(isDone(command)).as("%s on %s", command, shelf).isEqualTo(shelf.takes(command));
            var row = rowOf(product);
            assertThat(row.reserved()).isBetween(0, row.onHand());
            assertThat(row.onHand()).isEqualTo(shelf.onHand);
            assertThat(row.reserved()).isEqualTo(shelf.reserved());
            assertThat(ledgerOf(product)).isEqualTo(new Ledger(row.onHand(), row.reserved()));
        }
        assertRowsEqualTheirEvents(product);
    }

    /** The same in one's head: what a stock shall do, without events, rows or transactions. */
    private static final class Shelf {
        private int onHand;
        private final Map<ReservationId, Integer> kept = new HashMap<>();

        Shelf(int onHand) {
            this.onHand = onHand;
        }

        /** Whether the command is carried out, which it then is. */
        boolean takes(StockCommand command) {
            return switch (command) {
                case OpenStock _, ChangeStockThreshold _ -> true;
                case AdjustStock adjust -> {
                    var fits = onHand - reserved() + adjust.delta() >= 0;
                    onHand += fits ? adjust.delta() : 0;
                    yield fits;
                }
                case ReserveStock reserve -> {
                    var fits = kept.containsKey(reserve.reservation()) || reserve.quantity() <= onHand - reserved();
                    if (fits) {
                        kept.putIfAbsent(reserve.reservation(), reserve.quantity());
                    }
                    yield fits;
                }
                case ReleaseStock release -> {
                    kept.remove(release.reservation());
                    yield true;
                }
                case CommitStock commit -> {
                    var gone = kept.remove(commit.reservation());
                    onHand -= gone == null ? 0 : gone;
                    yield true;
                }
                case ReturnStock back -> {
                    onHand += back.quantity();
                    yield true;
                }
            };
        }

        int reserved() {
            return kept.values().stream().mapToInt(Integer::intValue).sum();
        }

        @Override
        public String toString() {
            return "%d pieces, kept %s".formatted(onHand, kept);
        }
    }

    private record Ledger(int onHand, int reserved) {}

    private static void assertRowsEqualTheirEvents(ProductId product) {
        var past = bean(PointInTimeRows.class);
        var stream = new StockId(product).toString();
        var now = Instant.now().plusSeconds(1);
        assertThat(past.rowOf(StockView.class, product.value(), stream, now)).contains(rowOf(product));
        for (var id : bean(JdbcClient.class)
                .sql("select id from stock_movements where product_id = ?")
                .param(product.value())
                .query((row, _) -> row.getObject(1, UUID.class))
                .list()) {
            assertThat(past.rowOf(StockMovementView.class, id, stream, now)).hasValue(row(id, StockMovementView.class));
        }
    }

    private static boolean isDone(StockCommand command) {
        try {
            bean(Commands.class).send(command, TESTER);
            return true;
        } catch (StockRefused refused) {
            return false;
        }
    }

    private static ProductId newNotebook(int pieces) {
        var product = ProductId.random();
        bean(Commands.class)
                .send(
                        new CreateProduct(
                                product,
                                new ProductName("Notebook " + product),
                                null,
                                new Sku(product.toString()),
                                null,
                                Price.of("12.50", "EUR"),
                                null,
                                pieces,
                                0,
                                true),
                        TESTER);
        return product;
    }

    private static StockView rowOf(ProductId product) {
        return row(product.value(), StockView.class);
    }

    private static <V> V row(UUID id, Class<V> view) {
        return Objects.requireNonNull(bean(JdbcAggregateOperations.class).findById(id, view));
    }

    private static Ledger ledgerOf(ProductId product) {
        return bean(JdbcClient.class)
                .sql("""
                        select coalesce(sum(on_hand_change), 0), coalesce(sum(reserved_change), 0)
                        from stock_movements where product_id = ?""")
                .param(product.value())
                .query((row, _) -> new Ledger(row.getInt(1), row.getInt(2)))
                .single();
    }

    private static <T> T bean(Class<T> type) {
        return Objects.requireNonNull(shop).getBean(type);
    }
}
