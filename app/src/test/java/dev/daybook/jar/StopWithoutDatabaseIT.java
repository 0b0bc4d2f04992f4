package dev.daybook.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.daybook.support.DatabaseProxy;
import dev.daybook.support.Sse;
import dev.daybook.support.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Order(2) // Of the longest: begun last, it would run alone.
class StopWithoutDatabaseIT {
    private static final int BUYERS = 40;
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    @TempDir
    Path data;

    @Test
    void a_shop_whose_database_refuses_stops_within_ten_seconds() throws Exception {
        stop(DatabaseProxy::refuse);
    }

    @Test
    void a_shop_whose_database_is_silent_stops_within_ten_seconds() throws Exception {
        stop(DatabaseProxy::fallSilent);
    }

    @Test
    void a_shop_that_waits_for_its_database_stops_within_ten_seconds() throws Exception {
        try (var shop =
                JarProcess.start(data, Map.of("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:1/daybook"))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> shop.output().contains("Waiting up to 30 s"));
            assertThat(shop.stop()).isLessThan(TEN_SECONDS);
        }
    }

    private void stop(Consumer<DatabaseProxy> lose) throws Exception {
        var database = TestDatabase.argumentsOfEmptyDatabase();
        var open = new AtomicBoolean(true);
        try (var proxy = DatabaseProxy.before(database);
                var shop = JarProcess.open(data, environment(proxy.through(database)));
                var listener = Sse.subscribe(shop.anonymous(), "subscription { stockChanged { name } }", Map.of());
                var buyers = Executors.newVirtualThreadPerTaskExecutor();
                AutoCloseable _ = () -> open.set(false)) {
            var ada = shop.anonymous().logIn("ada", "Daybook-demo-1");
            var product = JarProcess.mostAvailableProduct(ada);
            await().until(() -> {
                ada.newOrder(product);
                return listener.waiting() > 0;
            });
            var unanswered = new CountDownLatch(BUYERS);
            for (int i = 0; i < BUYERS; i++) {
                buyers.submit(() -> {
                    while (open.get()) {
                        try {
                            ada.newOrder(product);
                        } catch (RuntimeException | AssertionError failed) {
                            unanswered.countDown();
                        }
                    }
                });
            }
            lose.accept(proxy);
            await().atMost(Duration.ofSeconds(30)).until(() -> unanswered.getCount() == 0);
            assertThat(shop.stop()).isLessThan(TEN_SECONDS);
        }
    }

    private static Map<String, String> environment(String[] arguments) {
        return Stream.of(arguments)
                .map(argument -> argument.substring(2).split("=", 2))
                .collect(Collectors.toMap(
                        setting -> setting[0].replace('.', '_').toUpperCase(Locale.ROOT), setting -> setting[1]));
    }
}
