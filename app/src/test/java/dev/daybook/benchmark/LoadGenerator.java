package dev.daybook.benchmark;

import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.stock.StockCommand.AdjustStock;
import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.ordering.OrderCommand.PlaceOrder;
import dev.daybook.ordering.OrderId;
import dev.daybook.users.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sends 100 commands a second, whatever becomes of those before: goods come in, and somebody orders of them. How long one
 * takes is counted from when it was due, so that none is left out because another took long.
 */
final class LoadGenerator {
    private static final Logger log = LoggerFactory.getLogger(LoadGenerator.class);
    private static final long EVERY_NANOSECONDS = 10_000_000;
    private static final Actor STAFF = new Actor.System("benchmark");

    private final Commands commands;
    private final List<ProductId> products;
    private final List<UserId> customers;
    private long sent;

    LoadGenerator(ApplicationContext shop) {
        commands = shop.getBean(Commands.class);
        var jdbc = shop.getBean(JdbcClient.class);
        products = ids(jdbc, "select id from products where status = 'ACTIVE' order by id limit 50")
                .map(ProductId::new)
                .toList();
        customers = ids(
                        jdbc,
                        "select id from users where status = 'ACTIVE' and role = 'CUSTOMER' order by id limit 500")
                .map(UserId::new)
                .toList();
    }

    private static Stream<UUID> ids(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query((row, _) -> row.getObject(1, UUID.class)).list().stream();
    }

    Latencies run(Duration time) throws InterruptedException {
        return during(() -> {
            try {
                Thread.sleep(time);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Those that were due while this was done. */
    Latencies during(Runnable work) throws InterruptedException {
        var latencies = new Latencies();
        var over = new AtomicBoolean();
        // The clock has a thread of its own, which waits for none of the others.
        try (var clock = Executors.newSingleThreadExecutor();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sender = clock.submit(() -> sendUntil(over, latencies, threads));
            try {
                work.run();
            } finally {
                over.set(true);
                await(sender);
            }
        }
        return latencies;
    }

    private void sendUntil(AtomicBoolean over, Latencies latencies, ExecutorService threads) {
        for (long due = System.nanoTime(); !over.get(); due += EVERY_NANOSECONDS) {
            LockSupport.parkNanos(due - System.nanoTime());
            var command = next();
            var begin = due;
            threads.execute(() -> send(command, begin, latencies));
        }
    }

    private static void await(Future<?> sender) throws InterruptedException {
        try {
            sender.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void send(Object command, long due, Latencies latencies) {
        try {
            commands.send(command, STAFF);
        } catch (RuntimeException e) {
            latencies.failed();
            log.warn("{} failed", command, e);
        }
        latencies.took(System.nanoTime() - due);
    }

    private Object next() {
        var turn = (int) (sent++ / 2);
        var product = products.get(turn % products.size());
        return sent % 2 == 1
                ? new AdjustStock(product, 3, "Delivery")
                : new PlaceOrder(
                        OrderId.random(),
                        customers.get(turn % customers.size()),
                        new TreeMap<>(Map.of(product, 1)),
                        "12 Analytical Row, London",
                        null);
    }
}
