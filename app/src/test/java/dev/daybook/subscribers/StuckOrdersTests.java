package dev.daybook.subscribers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.daybook.support.Node;
import dev.daybook.support.OrderDriver;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(OutputCaptureExtension.class)
class StuckOrdersTests {
    private static final int A_WHOLE_PAGE = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void orders_whose_rows_disagree_with_their_events_hold_up_no_other_and_are_reported_once(CapturedOutput output) {
        try (var node = Node.ofNewShop("--daybook.demo=false", "--daybook.orders.payment-window=3s")) {
            var shop = node.shop();
            var orders = new OrderDriver(shop);
            var ada = shop.newCustomer();
            var notebook = shop.newProduct(1_000);
            for (int i = 0; i < A_WHOLE_PAGE; i++) {
                orders.move(ada.newOrder(notebook), "confirmOrder");
            }
            node.bean(JdbcClient.class)
                    .sql("update orders set status = 'PENDING', reserved_until = now() - interval '1 hour'")
                    .update();
            for (int time = 0; time < 2; time++) {
                var late = ada.newOrder(notebook);
                await().atMost(PATIENCE).until(() -> orders.stateOf(late).startsWith("CANCELLED"));
            }
            assertThat(output.getOut()
                            .lines()
                            .filter(line -> line.contains("is unpaid by its row but not by its events"))
                            // Two shops that start at once can make two appenders, which write the same line.
                            .distinct())
                    .hasSize(A_WHOLE_PAGE);
        }
    }

    @Test
    void while_the_database_takes_no_writes_one_order_is_tried_and_one_line_says_so(CapturedOutput output) {
        try (var node = Node.ofNewShop("--daybook.demo=false", "--daybook.orders.payment-window=3s")) {
            var shop = node.shop();
            var jdbc = node.bean(JdbcClient.class);
            var ada = shop.newCustomer();
            var notebook = shop.newProduct(2);
            jdbc.sql("""
                            create function refuse() returns trigger language plpgsql as
                            $$ begin raise 'It stops' using errcode = '57P01'; end $$""").update();
            var orders = List.of(ada.newOrder(notebook), ada.newOrder(notebook));
            jdbc.sql("create trigger refuse before insert on domain_events execute function refuse()")
                    .update();
            await().atMost(PATIENCE).until(() -> output.getOut().contains("Cannot cancel unpaid orders"));
            jdbc.sql("drop trigger refuse on domain_events").update();
            await().atMost(PATIENCE)
                    .until(() -> orders.stream()
                            .allMatch(order ->
                                    new OrderDriver(shop).stateOf(order).startsWith("CANCELLED")));
            assertThat(output.getOut()).doesNotContain("Cannot cancel the unpaid order");
        }
    }
}
