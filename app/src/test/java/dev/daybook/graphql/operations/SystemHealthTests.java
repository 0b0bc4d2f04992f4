package dev.daybook.graphql.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.daybook.graphql.operations.SystemHealth.DatabaseHealth;
import dev.daybook.graphql.operations.SystemHealth.EventStoreHealth;
import dev.daybook.graphql.operations.SystemHealth.HealthStatus;
import dev.daybook.graphql.operations.SystemHealth.Pool;
import dev.daybook.subscribers.SubscriberHealth;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import dev.daybook.support.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.config.EventProcessingConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.jdbc.core.simple.JdbcClient;

@ShopTest
class SystemHealthTests {
    private static final String SENDER = "notification-sender";
    private static final String HEALTH = """
            { systemHealth { status
              database { status poolSize idle inUse waiting roundTripMillis }
              eventStore { headPosition eventCount }
              subscribers { name position headPosition lag caughtUp error deadLetterCount } } }""";

    @Autowired
    Shop shop;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    EventProcessingConfiguration processing;

    @Autowired
    OperationMeter meter;

    private record Subscriber(
            String name,
            long position,
            long headPosition,
            long lag,
            boolean caughtUp,
            @Nullable String error,
            int deadLetterCount) {}

    @Test
    void a_shop_that_is_well_says_so() {
        shop.newCustomer();
        await().until(() -> sender().caughtUp());
        var health = shop.staff().run(HEALTH);
        health.path("systemHealth.status").entity(String.class).isEqualTo("HEALTHY");
        health.path("systemHealth.database.status").entity(String.class).isEqualTo("HEALTHY");
        assertThat(figure(health, "database.poolSize")).isBetween(1.0, 30.0);
        assertThat(figure(health, "database.idle") + figure(health, "database.inUse"))
                .isLessThanOrEqualTo(30);
        assertThat(figure(health, "database.waiting")).isZero();
        assertThat(figure(health, "database.roundTripMillis")).isBetween(0.001, 3_000.0);
        assertThat(figure(health, "eventStore.headPosition"))
                .isGreaterThanOrEqualTo(figure(health, "eventStore.eventCount"));
        assertThat(figure(health, "eventStore.eventCount")).isPositive();
    }

    @Test
    void events_are_counted_one_by_one() {
        var before = figure(shop.staff().run(HEALTH), "eventStore.eventCount");
        shop.newNotebook(0);
        var after =
                jdbc.sql("select count(*) from domain_events").query(Long.class).single();
        assertThat(figure(shop.staff().run(HEALTH), "eventStore.eventCount"))
                .isEqualTo(after.doubleValue())
                .isGreaterThan(before);
    }

    @Test
    void a_subscriber_tells_how_far_it_is() {
        shop.newCustomer().newOrder(shop.newProduct(5));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(sender().lag()).isZero();
            assertThat(sender().position()).isPositive();
        });
        var sender = sender();
        assertThat(sender.headPosition()).isGreaterThanOrEqualTo(sender.position());
        assertThat(sender.caughtUp()).isTrue();
        assertThat(sender.error()).isNull();
    }

    @Test
    void a_subscriber_that_stands_still_makes_the_shop_stressed_until_it_goes_on() {
        var processor = processing.eventProcessor(SENDER).orElseThrow();
        processor.shutDown();
        try {
            var order = shop.newCustomer().newOrder(shop.newProduct(5));
            assertThat(order).isNotBlank();
            Times.at(Instant.now().minusSeconds(60), () -> shop.newNotebook(0));
            jdbc.sql("""
                            update subscriber_tokens set token = convert_to(regexp_replace(convert_from(token, 'UTF8'), '\\d+',
                                (select (max(position) - 1)::text from domain_events
                                 where occurred_at < now() - interval '50 seconds')), 'UTF8')""").update();
            var behind = sender();
            assertThat(behind.lag()).isPositive();
            assertThat(behind.caughtUp()).isFalse();
            shop.staff()
                    .run(HEALTH)
                    .path("systemHealth.status")
                    .entity(String.class)
                    .isEqualTo("STRESSED");
            shop.staff()
                    .run(HEALTH)
                    .path("systemHealth.database.status")
                    .entity(String.class)
                    .isEqualTo("HEALTHY");
        } finally {
            processor.start();
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> sender().caughtUp());
    }

    @Test
    void an_exhausted_pool_is_stressed() {
        assertThat(new Pool(10, 30, 0, 10, 0).isExhausted()).as("it can grow").isFalse();
        assertThat(new Pool(30, 30, 1, 29, 0).isExhausted()).isFalse();
        assertThat(new Pool(30, 30, 0, 30, 0).isExhausted()).isTrue();
        assertThat(new Pool(30, 30, 2, 28, 1).isExhausted()).isTrue();
        assertThat(DatabaseHealth.of(new Pool(30, 30, 0, 30, 0), 1).status()).isEqualTo(HealthStatus.STRESSED);
    }

    @Test
    void a_shop_is_as_well_as_the_worst_of_its_parts() {
        var well = new SubscriberHealth("well", 5, 5, true, null, 3);
        var slow = new SubscriberHealth("slow", 1, 5, false, null, 0);
        var broken = new SubscriberHealth("broken", 5, 5, true, "out of ink", 0);
        assertThat(statusOf(HealthStatus.HEALTHY, well)).isEqualTo(HealthStatus.HEALTHY);
        assertThat(statusOf(HealthStatus.STRESSED, well)).isEqualTo(HealthStatus.STRESSED);
        assertThat(statusOf(HealthStatus.HEALTHY, well, slow)).isEqualTo(HealthStatus.STRESSED);
        assertThat(statusOf(HealthStatus.HEALTHY, broken)).isEqualTo(HealthStatus.STRESSED);
        assertThat(statusOf(HealthStatus.DOWN)).isEqualTo(HealthStatus.DOWN);
    }

    @Test
    void the_load_of_the_last_minutes_is_kept() {
        meter.endPeriod();
        shop.anonymous().run("{ tags { name } }");
        meter.endPeriod();
        assertThat(shop.staff()
                        .run("{ operationLoad { since operations refused failed medianMillis p99Millis } }")
                        .path("operationLoad")
                        .entityList(OperationLoad.class)
                        .get())
                .hasSizeBetween(2, 60)
                .anySatisfy(load -> {
                    assertThat(load.operations()).isPositive();
                    assertThat(load.p99Millis()).isPositive();
                });
    }

    private static HealthStatus statusOf(HealthStatus database, SubscriberHealth... subscribers) {
        return new SystemHealth(
                        DatabaseHealth.of(database, new Pool(10, 30, 9, 1, 0), 1),
                        new EventStoreHealth(5, () -> 5L),
                        List.of(subscribers))
                .status();
    }

    private Subscriber sender() {
        return shop.staff().run(HEALTH).path("systemHealth.subscribers").entityList(Subscriber.class).get().stream()
                .filter(subscriber -> subscriber.name().equals(SENDER))
                .findFirst()
                .orElseThrow();
    }

    private static double figure(Response health, String path) {
        return health.path("systemHealth." + path).entity(Double.class).get();
    }
}
