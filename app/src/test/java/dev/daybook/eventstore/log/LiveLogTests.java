package dev.daybook.eventstore.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.stock.StockCommand.AdjustStock;
import dev.daybook.catalog.stock.StockEvent;
import dev.daybook.catalog.stock.StockEvent.StockAdjusted;
import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.support.Concurrently;
import dev.daybook.support.FailingCommand;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.BaseSubscriber;

@ShopTest
class LiveLogTests {
    private static final Actor TESTER = new Actor.System("test");

    @Autowired
    LiveLog liveLog;

    @Autowired
    Commands commands;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Shop shop;

    private final Disposable.Composite listening = Disposables.composite();

    @BeforeEach
    void no_listener_is_left() {
        await().until(() -> liveLog.listeners() == 0);
    }

    @AfterEach
    void no_listener_is_left_behind() {
        listening.dispose();
        no_listener_is_left();
    }

    @Test
    void it_can_be_stopped_and_started_again() {
        var notebook = shop.newNotebook(0);
        var before = listenTo(notebook);
        liveLog.stop();
        await().until(() -> liveLog.listeners() == 0);
        liveLog.start();
        var after = listenTo(notebook);
        commands.send(new AdjustStock(notebook, 1, "after"), TESTER);
        await().until(() -> !after.isEmpty());
        assertThat(after).containsExactly("after");
        assertThat(before).isEmpty();
    }

    @Test
    void a_listener_gets_all_commits_in_the_order_of_the_log() throws Exception {
        var notebook = shop.newNotebook(0);
        var heard = listenTo(notebook);
        Concurrently.atOnce(8, writer -> {
            for (int i = 0; i < 25; i++) {
                commands.send(new AdjustStock(notebook, 1, writer + "/" + i), TESTER);
            }
            return writer;
        });
        await().until(() -> heard.size() >= 200);
        assertThat(heard)
                .isEqualTo(jdbc.sql("""
                                select payload ->> 'reason' from domain_events
                                where aggregate_id = ? and type = 'catalog.StockAdjusted' order by position""")
                        .param("stock:" + notebook)
                        .query(String.class)
                        .list());
    }

    @Test
    void events_before_the_subscription_are_not_delivered() {
        var notebook = shop.newNotebook(0);
        commands.send(new AdjustStock(notebook, 1, "before"), TESTER);
        var heard = listenTo(notebook);
        commands.send(new AdjustStock(notebook, 1, "after"), TESTER);
        await().until(() -> !heard.isEmpty());
        assertThat(heard).containsExactly("after");
    }

    @Test
    void a_failed_command_reaches_no_listener() {
        var notebook = shop.newNotebook(0);
        var heard = listenTo(notebook);
        try {
            commands.send(new FailingCommand(new AdjustStock(notebook, 1, "half")), TESTER);
        } catch (RuntimeException expected) {
            assertThat(expected).hasStackTraceContaining("The lights went out");
        }
        commands.send(new AdjustStock(notebook, 1, "whole"), TESTER);
        await().until(() -> !heard.isEmpty());
        assertThat(heard).containsExactly("whole");
    }

    @Test
    void it_goes_on_after_its_connections_were_lost() {
        var notebook = shop.newNotebook(0);
        var heard = listenTo(notebook);
        var lost = jdbc.sql("select count(pg_terminate_backend(pid)) from pg_stat_activity"
                        + " where application_name = 'daybook signals' and datname = current_database()")
                .query(Integer.class)
                .single();
        assertThat(lost).isPositive();
        commands.send(new AdjustStock(notebook, 1, "first"), TESTER);
        commands.send(new AdjustStock(notebook, 1, "second"), TESTER);
        await().until(() -> heard.size() == 2);
        assertThat(heard).containsExactly("first", "second");
    }

    @Test
    void a_slow_listener_is_cut_off_without_delaying_others() throws Exception {
        var notebook = shop.newNotebook(0);
        var end = new AtomicReference<Throwable>();
        var slow = new BaseSubscriber<StockEvent>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {}

            @Override
            protected void hookOnNext(StockEvent event) {}

            @Override
            protected void hookOnError(Throwable thrown) {
                end.set(thrown);
            }
        };
        listening.add(slow);
        liveLog.events(StockEvent.class).subscribe(slow);
        var heard = listenTo(notebook);
        Concurrently.atOnce(2, _ -> {
            Stream.generate(() -> new AdjustStock(notebook, 1, "more"))
                    .limit(750)
                    .forEach(command -> commands.send(command, TESTER));
            return 0;
        });
        await().atMost(Duration.ofSeconds(30)).until(() -> heard.size() == 1_500);
        slow.request(Long.MAX_VALUE);
        await().until(() -> end.get() != null);
        assertThat(end.get()).isInstanceOf(FellBehind.class);
        assertThat(liveLog.listeners()).isEqualTo(1);
    }

    /** The reasons of what happens to the stock from now on. */
    private List<String> listenTo(ProductId product) {
        var heard = new CopyOnWriteArrayList<String>();
        listening.add(liveLog.events(StockAdjusted.class)
                .filter(event -> event.product().equals(product))
                .subscribe(event -> heard.add(event.reason())));
        return heard;
    }
}
