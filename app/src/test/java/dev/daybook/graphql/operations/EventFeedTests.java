package dev.daybook.graphql.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.daybook.catalog.stock.StockCommand.AdjustStock;
import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.eventstore.log.EventFeed;
import dev.daybook.eventstore.log.EventFilter;
import dev.daybook.eventstore.log.EventQueries;
import dev.daybook.eventstore.log.RecordedEvent;
import dev.daybook.support.Client;
import dev.daybook.support.Node;
import dev.daybook.support.QueryPlans;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import dev.daybook.support.Sockets;
import dev.daybook.support.Sse;
import dev.daybook.users.Role;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.core.publisher.BaseSubscriber;
import tools.jackson.databind.json.JsonMapper;

/** The log, followed over a WebSocket and over server-sent events. */
@ShopTest
class EventFeedTests {
    private static final String FOLLOW = """
            subscription ($filter: EventFilter, $after: Long) {
              domainEvents(filter: $filter, afterPosition: $after) { position type aggregateId } }""";
    private static final String LONG = """
            subscription ($filter: EventFilter) {
              domainEvents(filter: $filter, afterPosition: 0) { position payload } }""";
    private static final Actor TESTER = new Actor.System("test");
    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    Shop shop;

    @Autowired
    Commands commands;

    @Autowired
    EventQueries eventQueries;

    @Autowired
    EventFeed feed;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    QueryPlans plans;

    @Autowired
    JdbcTemplate template;

    private final List<Sse> subscriptions = new ArrayList<>();

    @BeforeEach
    @AfterEach
    void no_follower_is_left() throws Exception {
        for (var subscription : subscriptions) {
            subscription.close();
        }
        await().until(() -> feed.followers() == 0);
    }

    @Test
    void through_many_reconnects_while_four_write_every_event_comes_once_and_in_order() throws Exception {
        var products = Stream.generate(() -> shop.newNotebook(0)).limit(4).toList();
        var start = eventQueries.head();
        var seen = new ArrayList<Long>();
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            products.forEach(product -> writers.submit(() -> {
                for (int i = 0; i < 250; i++) {
                    commands.send(new AdjustStock(product, 1, "one more"), TESTER);
                }
            }));
            var filter = Map.of("types", List.of("catalog.StockAdjusted"));
            for (int turn = 0; seen.size() < 1_000; turn++) {
                var position = seen.isEmpty() ? start : seen.getLast();
                var wanted = Math.min(1_000 - seen.size(), 5 + turn * 7 % 40);
                seen.addAll(turn % 2 == 0 ? overSse(filter, position, wanted) : overSocket(filter, position, wanted));
            }
        }
        assertThat(seen).isEqualTo(jdbc.sql("""
                                select position from domain_events
                                where type = 'catalog.StockAdjusted' and position > ? order by position""").param(start).query(Long.class).list());
    }

    @Test
    void a_subscription_without_a_position_begins_now() throws Exception {
        shop.newNotebook(0);
        var subscription = follow(shop.staff(), Map.of());
        var product = shop.newProduct(0);
        var first = subscription.next().at("/data/domainEvents");
        assertThat(first.at("/type").asString()).isEqualTo("catalog.ProductCreated");
        assertThat(first.at("/aggregateId").asString()).isEqualTo(product);
    }

    @Test
    void only_events_that_match_the_filter_are_delivered() throws Exception {
        var ada = shop.newCustomer();
        var product = shop.newProduct(5);
        var mine = follow(
                shop.staff(),
                Map.of("filter", Map.of("actorId", ada.myId(), "types", List.of("ordering.OrderPlaced"))));
        shop.newCustomer().newOrder(product);
        var order = ada.newOrder(product);
        assertThat(mine.next().at("/data/domainEvents/aggregateId").asString()).isEqualTo(order);
        var reload = ada.newOrder(product);
        assertThat(mine.next().at("/data/domainEvents/aggregateId").asString()).isEqualTo(reload);
        assertThat(mine.waiting()).isZero();
    }

    @Test
    void events_of_another_node_reach_this_one() throws Exception {
        try (var node = Node.start()) {
            var subscription = follow(shop.staff(), Map.of());
            var ada = shop.newCustomer();
            assertThat(subscription.next().at("/data/domainEvents/type").asString())
                    .isEqualTo("users.UserRegistered");
            var there = node.as(ada);
            there.mutate("openAccount", Map.of("name", "Savings", "currencyCode", "EUR"), "account { id }");
            await().until(() -> {
                while (subscription.waiting() > 0) {
                    if (subscription.next().toString().contains("ordering.AccountOpened")) {
                        return true;
                    }
                }
                return false;
            });
        }
    }

    @Test
    void a_position_before_the_log_is_refused_and_one_beyond_it_is_waited_for() throws Exception {
        assertThat(open(shop.staff(), Map.of("after", -1)).nextCode()).isEqualTo("BAD_REQUEST");
        var ahead = eventQueries.head() + 1;
        var subscription = follow(shop.staff(), Map.of("after", ahead));
        shop.newProduct(1);
        shop.newProduct(1);
        assertThat(subscription.next().at("/data/domainEvents/position").asLong())
                .isGreaterThan(ahead);
    }

    @Test
    void a_subscription_for_staff_ends_when_the_role_is_lost() throws Exception {
        var joan = shop.newUser(Role.STAFF);
        var mary = shop.newUser(Role.STAFF);
        var filter = Map.of("filter", Map.of("types", List.of("catalog.ProductCreated")));
        var joans = follow(joan, filter);
        var marys = follow(mary, filter);
        shop.newProduct(1);
        assertThat(joans.nextCode()).isNull();
        assertThat(marys.nextCode()).isNull();
        shop.admin().mutate("changeUserRole", Map.of("userId", joan.myId(), "role", "CUSTOMER"), "user { id }");
        shop.admin().mutate("deactivateUser", Map.of("userId", mary.myId()), "user { id }");
        shop.newProduct(1);
        assertThat(joans.nextCode()).isEqualTo("FORBIDDEN");
        assertThat(marys.nextCode()).isEqualTo("UNAUTHENTICATED");
        await().until(() -> feed.followers() == 0);
    }

    @Test
    void a_slow_reader_of_a_long_log_gets_all_of_it() throws Exception {
        var word = shop.unique("bulk");
        append(word, 5_000, 4_000);
        var seen = new ArrayList<Long>();
        try (var http = HttpClient.newHttpClient();
                var lines = new BufferedReader(new InputStreamReader(longLog(http, word), UTF_8))) {
            await().until(() -> feed.followers() == 1);
            while (seen.size() < 5_000) {
                var line = Objects.requireNonNull(lines.readLine());
                if (line.startsWith("data:{")) {
                    seen.add(JSON.readTree(line.substring("data:".length()))
                            .at("/data/domainEvents/position")
                            .asLong());
                    if (seen.size() % 500 == 0) {
                        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                    }
                }
            }
        }
        assertThat(seen)
                .isEqualTo(jdbc.sql(
                                "select position from domain_events where metadata ->> 'correlationId' = ? order by position")
                        .param(word)
                        .query(Long.class)
                        .list());
    }

    @Test
    void a_follower_that_takes_no_events_reads_no_further() {
        var word = shop.unique("bulk");
        append(word, 500, 10);
        var selection = new EventFilter(null, null, null, null, word, null, null);
        var heard = new AtomicInteger();
        var reader = new BaseSubscriber<RecordedEvent>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                subscription.request(3);
            }

            @Override
            protected void hookOnNext(RecordedEvent event) {
                heard.incrementAndGet();
            }
        };
        try {
            var plan = plans.of(
                    "\"metadata\"->>'correlationId'",
                    () -> {
                        feed.after(0L, selection).subscribe(reader);
                        await().until(() -> heard.get() == 3);
                        append(word, 1, 10);
                        commands.send(new AdjustStock(shop.newNotebook(0), 1, "wakes"), TESTER);
                        await().during(Duration.ofMillis(500)).until(() -> heard.get() == 3);
                    },
                    template);
            assertThat(plan).as("one statement, for the first of them").isNotEmpty();
            reader.requestUnbounded();
            await().until(() -> heard.get() == 501);
        } finally {
            reader.cancel();
        }
    }

    @Test
    void a_shop_that_stops_ends_its_subscriptions_at_once() throws Exception {
        var node = Node.start();
        var there = node.bean(EventFeed.class);
        var socket = Sockets.of(node.as(shop.staff()));
        var ended = new AtomicBoolean();
        try (var sse = Sse.subscribe(node.as(shop.staff()), FOLLOW, Map.of())) {
            socket.document(FOLLOW)
                    .executeSubscription()
                    .toFlux()
                    .doFinally(_ -> ended.set(true))
                    .subscribe(_ -> {}, _ -> {});
            await().until(() -> there.followers() == 2);
            var start = System.nanoTime();
            node.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(there.followers()).isZero();
            assertThat(sse.waiting()).isZero();
            await().untilTrue(ended);
        } finally {
            node.close();
            socket.stop().block();
        }
    }

    /** Facts about products that nobody has, all of one request. */
    private void append(String correlationId, int many, int size) {
        jdbc.sql("""
                        insert into domain_events (event_id, aggregate_type, aggregate_id, sequence_number, type, occurred_at, payload, metadata)
                        select gen_random_uuid(), 'Stock', 'stock:' || gen_random_uuid(), 0, 'catalog.StockAdjusted', now(),
                            jsonb_build_object('product', gen_random_uuid(), 'delta', 1, 'reason', repeat('x', :size)),
                            jsonb_build_object('correlationId', :word)
                        from generate_series(1, :many)""")
                .param("size", size)
                .param("word", correlationId)
                .param("many", many)
                .update();
    }

    private InputStream longLog(HttpClient http, String correlationId) throws Exception {
        var body = JSON.writeValueAsString(
                Map.of("query", LONG, "variables", Map.of("filter", Map.of("correlationId", correlationId))));
        var request = HttpRequest.newBuilder(URI.create(shop.staff().address() + "/graphql"))
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + shop.staff().accessToken())
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofInputStream()).body();
    }

    private List<Long> overSse(Map<String, ?> filter, long position, int wanted) throws Exception {
        try (var subscription = Sse.subscribe(shop.staff(), FOLLOW, Map.of("filter", filter, "after", position))) {
            var seen = new ArrayList<Long>();
            while (seen.size() < wanted) {
                seen.add(subscription.next().at("/data/domainEvents/position").asLong());
            }
            return seen;
        }
    }

    private List<Long> overSocket(Map<String, ?> filter, long position, int wanted) {
        var socket = Sockets.of(shop.staff());
        try {
            return Objects.requireNonNull(socket.document(FOLLOW)
                    .variable("filter", filter)
                    .variable("after", position)
                    .executeSubscription()
                    .toFlux("domainEvents.position", Long.class)
                    .take(wanted)
                    .collectList()
                    .block(Duration.ofSeconds(20)));
        } finally {
            socket.stop().block();
        }
    }

    private Sse follow(Client client, Map<String, ?> variables) {
        var before = feed.followers();
        var subscription = open(client, variables);
        await().until(() -> feed.followers() == before + 1);
        return subscription;
    }

    private Sse open(Client client, Map<String, ?> variables) {
        var subscription = Sse.subscribe(client, FOLLOW, variables);
        subscriptions.add(subscription);
        return subscription;
    }
}
