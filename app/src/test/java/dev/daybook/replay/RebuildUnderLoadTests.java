package dev.daybook.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.commands.Actor;
import dev.daybook.support.Client;
import dev.daybook.support.Concurrently;
import dev.daybook.support.HonestShopTest;
import dev.daybook.support.OrderDriver;
import dev.daybook.support.SecondLane;
import dev.daybook.support.Shop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** The shop is open while its projections are rebuilt: everybody reads and orders, and nobody is turned away. */
@HonestShopTest
@SecondLane
class RebuildUnderLoadTests {
    private static final Actor OPERATOR = new Actor.System("operator");
    private static final Duration LOAD = Duration.ofSeconds(Integer.getInteger("daybook.load-seconds", 6));
    private static final int BUYERS = 3;
    private static final int READERS = 2;

    @Autowired
    ProjectionRuns projectionRuns;

    @Autowired
    Shop shop;

    @Test
    void no_query_and_no_command_fails_while_each_projection_is_rebuilt() throws Exception {
        var products =
                IntStream.range(0, 10).mapToObj(_ -> shop.newProduct(1_000_000)).toList();
        var end = System.nanoTime() + LOAD.toNanos();
        var ordered = new AtomicInteger();
        var read = new AtomicInteger();
        var rebuilt = new AtomicInteger();
        var calls = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < BUYERS; i++) {
            var buyer = shop.newCustomer();
            var account = shop.newAccount(buyer, "1000000.00");
            calls.add(until(end, () -> buyAndPay(buyer, account, products), ordered));
        }
        for (int i = 0; i < READERS; i++) {
            calls.add(until(end, this::readAll, read));
        }
        calls.add(until(end, () -> rebuildEach(rebuilt), new AtomicInteger()));
        Concurrently.atOnce(calls);

        assertThat(ordered).hasPositiveValue();
        assertThat(read).hasPositiveValue();
        assertThat(rebuilt)
                .hasValueGreaterThanOrEqualTo(projectionRuns.projections().size());
        LoggerFactory.getLogger(getClass())
                .info("{} orders, {} reads and {} rebuilds in {}", ordered, read, rebuilt, LOAD);
        assertThat(projectionRuns.run(RunKind.VERIFY, projectionRuns.names(), OPERATOR, _ -> {}))
                .allSatisfy(run -> assertThat(run.mismatches()).isEmpty())
                .allMatch(run -> run.state() == RunState.SUCCEEDED);
    }

    private static Callable<Integer> until(long end, Runnable act, AtomicInteger counter) {
        return () -> {
            do {
                act.run();
            } while (System.nanoTime() < end && counter.incrementAndGet() > 0);
            return counter.incrementAndGet();
        };
    }

    private void buyAndPay(Client buyer, String account, List<String> products) {
        var product = products.get(ThreadLocalRandom.current().nextInt(products.size()));
        var order = buyer.newOrder(product);
        OrderDriver.pay(buyer, order, account, "12.50")
                .path("payOrder.userErrors")
                .entityList(Object.class)
                .hasSize(0);
    }

    private void readAll() {
        shop.staff().run("""
                        { orders(first: 5) { nodes { number lines { productName } user { username } } totalCount }
                          products(first: 5) { nodes { name stock { available } } }
                          orderStats { totalOrders } users(first: 3) { nodes { username } } }""").path("orders.totalCount").hasValue();
    }

    private void rebuildEach(AtomicInteger rebuilt) {
        for (var name : projectionRuns.names()) {
            assertThat(projectionRuns.run(RunKind.REBUILD, List.of(name), OPERATOR, _ -> {}))
                    .allSatisfy(run -> assertThat(run.error()).isNull());
            rebuilt.incrementAndGet();
        }
    }
}
