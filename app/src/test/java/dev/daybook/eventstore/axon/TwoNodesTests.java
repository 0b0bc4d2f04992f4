package dev.daybook.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.catalog.Price;
import dev.daybook.catalog.product.ProductCommand.ChangePrice;
import dev.daybook.catalog.stock.ReservationId;
import dev.daybook.catalog.stock.StockCommand.AdjustStock;
import dev.daybook.catalog.stock.StockCommand.ReleaseStock;
import dev.daybook.catalog.stock.StockCommand.ReserveStock;
import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.support.Node;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each node remembers aggregates that the other one changes: the database decides, and the retry heals. */
@ShopTest
@TestInstance(Lifecycle.PER_CLASS)
class TwoNodesTests {
    private static final Actor TESTER = new Actor.System("test");

    @Autowired
    Commands here;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Shop shop;

    private Node node;
    private Commands there;

    @BeforeAll
    void open() {
        node = Node.start();
        there = node.bean(Commands.class);
    }

    @AfterAll
    void close() {
        node.close();
    }

    @Test
    void no_change_is_lost_between_two_nodes_and_no_caller_hears_of_a_conflict() throws Exception {
        var notebook = shop.newNotebook(0);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = threads.invokeAll(IntStream.range(0, 200)
                    .<Callable<Boolean>>mapToObj(i -> () -> {
                        (i % 2 == 0 ? here : there).send(new AdjustStock(notebook, 1, "one more"), TESTER);
                        return true;
                    })
                    .toList());
            for (var command : sent) {
                assertThat(command.get()).isTrue();
            }
        }
        assertThat(jdbc.sql("select on_hand from stock where id = ?")
                        .param(notebook.value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(200);
    }

    @Test
    void a_cached_aggregate_is_reloaded_when_another_node_changed_it() {
        var notebook = shop.newNotebook(5);
        var order = new ReservationId(UUID.randomUUID());
        there.send(new AdjustStock(notebook, 1, "one more"), TESTER);
        there.send(new ChangePrice(notebook, Price.of("9.90", "EUR"), null, null), TESTER);
        here.send(new ReserveStock(notebook, order, 6), TESTER);
        here.send(new ChangePrice(notebook, Price.of("12.50", "EUR"), null, null), TESTER);
        there.send(new ReleaseStock(notebook, order), TESTER);
        there.send(new ChangePrice(notebook, Price.of("9.90", "EUR"), null, null), TESTER);
        assertThat(jdbc.sql("""
                        select available || ' at ' || price_amount from stock join products using (id) where id = ?""").param(notebook.value()).query(String.class).single())
                .isEqualTo("6 at 9.90");
    }
}
