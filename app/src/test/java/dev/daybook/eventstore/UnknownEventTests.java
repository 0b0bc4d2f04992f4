package dev.daybook.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.daybook.commands.Actor;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.ordering.OrderId;
import dev.daybook.replay.ProjectionRuns;
import dev.daybook.replay.RunKind;
import dev.daybook.replay.RunState;
import dev.daybook.subscribers.SubscriberHealth;
import dev.daybook.subscribers.Subscribers;
import dev.daybook.support.Client;
import dev.daybook.support.Node;
import dev.daybook.support.OrderDriver;
import dev.daybook.support.SecondLane;
import dev.daybook.support.Shop;
import dev.daybook.support.Sse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.common.caching.Cache;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A newer version of the shop writes to the same log: what this one does not know it does not pass over. */
@SecondLane
class UnknownEventTests {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static Node node;
    private static Shop shop;
    private static JdbcClient jdbc;

    private Client ada;
    private String notebook;

    @BeforeAll
    static void open() {
        node = Node.ofNewShop("--daybook.demo=false");
        shop = node.shop();
        jdbc = node.bean(JdbcClient.class);
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @BeforeEach
    void ada_shops() {
        ada = shop.newCustomer();
        notebook = shop.newProduct(100);
    }

    /** As if this node, too, were of the newer version. */
    @AfterEach
    void forget_what_is_not_known() {
        jdbc.sql("alter table domain_events disable trigger user").update();
        jdbc.sql("delete from domain_events where metadata ->> 'newer' = 'true'")
                .update();
        jdbc.sql("alter table domain_events enable trigger user").update();
        node.bean(Cache.class).removeAll();
    }

    @ParameterizedTest
    @CsvSource({"ordering.OrderPutOnHold,", "ordering.OrderPlaced,99"})
    void a_command_on_a_stream_with_a_newer_event_is_refused_and_nothing_is_written(
            String type, @Nullable String revision) {
        var order = ada.newOrder(notebook);
        var key = UUID.randomUUID().toString();
        newer(streamOf(order), type, revision);
        var before = written(streamOf(order));
        assertIsOfNewerVersion(confirm(order, key));
        node.bean(Cache.class).removeAll();
        assertIsOfNewerVersion(confirm(order, key));
        assertThat(written(streamOf(order))).isEqualTo(before);
        assertThat(isKept(key)).isFalse();
        assertThat(new OrderDriver(shop).stateOf(order)).startsWith("PENDING");
        forget_what_is_not_known();
        confirm(order, key)
                .path("confirmOrder.order.status")
                .entity(String.class)
                .isEqualTo("CONFIRMED");
    }

    @Test
    void an_order_of_a_product_whose_stock_has_a_newer_event_is_refused_as_a_whole() {
        newer("stock:" + uuidOf(notebook), "catalog.StockQuarantined", null);
        var key = UUID.randomUUID().toString();
        var pencil = shop.newProduct(1);
        assertIsOfNewerVersion(ada.placeOrder(key, Map.of(notebook, 1, pencil, 1)));
        assertThat(isKept(key)).isFalse();
        assertThat(shop.availableOf(pencil)).isOne();
        ada.run("{ me { orders { totalCount } } }")
                .path("me.orders.totalCount")
                .entity(Integer.class)
                .isEqualTo(0);
    }

    @Test
    void a_snapshot_of_a_newer_version_does_not_hide_what_is_not_known() {
        var order = ada.newOrder(notebook);
        newer(streamOf(order), "ordering.OrderPutOnHold", null);
        jdbc.sql("""
                        insert into snapshots (event_id, aggregate_id, sequence_number, aggregate_type, occurred_at, type,
                            revision, payload, metadata)
                        select gen_random_uuid(), aggregate_id, sequence_number, aggregate_type, occurred_at,
                            'ordering.Order', 'newer', '{}', metadata
                        from domain_events where aggregate_id = ? and type = 'ordering.OrderPutOnHold'""").param(streamOf(order)).update();
        node.bean(Cache.class).removeAll();
        assertIsOfNewerVersion(confirm(order, UUID.randomUUID().toString()));
    }

    @Test
    void a_subscriber_stops_in_front_of_a_newer_event_and_goes_on_when_it_is_known() {
        var before = ada.newOrder(notebook);
        newer(streamOf(before), "ordering.OrderPutOnHold", null);
        var position = jdbc.sql("select max(position) from domain_events")
                .query(Long.class)
                .single();
        var bob = shop.newCustomer();
        bob.newOrder(notebook);
        await().atMost(SOON).untilAsserted(() -> assertThat(sender().error()).contains("is a ordering.OrderPutOnHold"));
        assertThat(sender().position()).isLessThan(position);
        assertThat(notificationsOf(ada)).isPositive();
        assertThat(notificationsOf(bob)).isZero();
        forget_what_is_not_known();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(notificationsOf(bob)).isPositive());
        await().atMost(SOON).untilAsserted(() -> assertThat(sender().error()).isNull());
    }

    @Test
    void a_live_subscription_ends_rather_than_leave_a_change_out() throws Exception {
        var order = ada.newOrder(notebook);
        assertThat(endOfSubscription(order, () -> newer(streamOf(order), "ordering.OrderPutOnHold", null)))
                .isEqualTo("NEWER_VERSION");
    }

    @Test
    void a_live_subscription_ends_rather_than_leave_out_what_cannot_be_read() throws Exception {
        var order = ada.newOrder(notebook);
        assertThat(endOfSubscription(
                        order, () -> newer(streamOf(order), "ordering.OrderConfirmed", null, "{\"order\": [42]}")))
                .isEqualTo("BAD_REQUEST");
        await().atMost(SOON).until(() -> letters() > 0);
        jdbc.sql("delete from dead_letters").update();
    }

    @Test
    void no_projection_is_verified_or_rebuilt_without_it() {
        var order = ada.newOrder(notebook);
        newer(streamOf(order), "ordering.OrderPlaced", "99");
        for (var kind : RunKind.values()) {
            assertThat(node.bean(ProjectionRuns.class).run(kind, List.of("orders"), new Actor.System("test"), _ -> {}))
                    .singleElement()
                    .satisfies(run -> assertThat(run.state()).isEqualTo(RunState.FAILED))
                    .satisfies(run -> assertThat(run.error()).contains("is a ordering.OrderPlaced of revision 99"));
        }
    }

    /** The code with which a subscription to the pending order ends when this happens. */
    private @Nullable String endOfSubscription(String order, Runnable happening) throws Exception {
        try (var changes = Sse.subscribe(
                ada, "subscription ($id: ID!) { orderUpdated(orderId: $id) { status } }", Map.of("id", order))) {
            assertThat(changes.next().at("/data/orderUpdated/status").asString())
                    .isEqualTo("PENDING");
            happening.run();
            return changes.nextCode();
        }
    }

    private static int letters() {
        return jdbc.sql("select count(*) from dead_letters")
                .query(Integer.class)
                .single();
    }

    private static void newer(String stream, String type, @Nullable String revision) {
        newer(stream, type, revision, "{}");
    }

    private static void newer(String stream, String type, @Nullable String revision, String payload) {
        assertThat(jdbc.sql("""
                        insert into domain_events (event_id, aggregate_id, sequence_number, aggregate_type, occurred_at,
                            type, revision, payload, metadata)
                        select gen_random_uuid(), aggregate_id, sequence_number + 1, aggregate_type, now(), :type,
                            :revision, :payload::jsonb, metadata || '{"newer": true}'
                        from domain_events where aggregate_id = :stream order by sequence_number desc limit 1""")
                        .param("type", type)
                        .param("revision", revision)
                        .param("payload", payload)
                        .param("stream", stream)
                        .update())
                .isOne();
    }

    private static int written(String stream) {
        return jdbc.sql("select count(*) from domain_events where aggregate_id = ?")
                .param(stream)
                .query(Integer.class)
                .single();
    }

    private static boolean isKept(String key) {
        return jdbc.sql("select exists (select from idempotency_keys where key = ?)")
                .param(key)
                .query(Boolean.class)
                .single();
    }

    private static Response confirm(String order, String key) {
        return OrderDriver.act(shop.staff(), "confirmOrder", order, Map.of("idempotencyKey", key));
    }

    private static void assertIsOfNewerVersion(Response response) {
        response.errors()
                .satisfy(errors -> assertThat(errors)
                        .singleElement()
                        .satisfies(error -> assertThat(error.getExtensions()).containsEntry("code", "NEWER_VERSION")));
    }

    private static SubscriberHealth sender() {
        return node.bean(Subscribers.class).health().getFirst();
    }

    private static int notificationsOf(Client user) {
        return user.run("{ me { notifications { totalCount } } }")
                .path("me.notifications.totalCount")
                .entity(Integer.class)
                .get();
    }

    private static String streamOf(String order) {
        return new OrderId(uuidOf(order)).toString();
    }

    private static UUID uuidOf(String id) {
        return GlobalId.parse(id).orElseThrow().id();
    }
}
