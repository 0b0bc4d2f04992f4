package dev.daybook.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.daybook.subscribers.SubscriberHealth;
import dev.daybook.subscribers.Subscribers;
import dev.daybook.support.Client;
import dev.daybook.support.KafkaBroker;
import dev.daybook.support.Node;
import dev.daybook.support.Shop;
import dev.daybook.support.ThirdLane;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Compares a topic of a real broker with the log, as a consumer reads it that uses the SDK of CloudEvents. */
@ThirdLane
class KafkaTests {
    private static final String TOPIC = "shop-events";
    private static final Duration SOON = Duration.ofSeconds(30);

    private static KafkaBroker broker;
    private static Node node;
    private static Shop shop;
    private static JdbcClient jdbc;
    private static String notebook;

    @BeforeAll
    static void a_shop_that_publishes() throws Exception {
        broker = KafkaBroker.start();
        node = Node.ofNewShop(
                "--daybook.demo=false",
                "--daybook.kafka.topic=" + TOPIC,
                "--spring.kafka.bootstrap-servers=" + broker.address());
        shop = node.shop();
        jdbc = node.bean(JdbcClient.class);
        notebook = shop.newProduct(100);
    }

    @AfterAll
    static void both_close() throws Exception {
        node.close();
        broker.close();
    }

    @Test
    void the_topic_is_the_log_in_cloud_events() {
        shop.newCustomer().newOrder(notebook);
        awaitAll();
        var records = broker.read(TOPIC);
        assertThat(records).allSatisfy(message -> {
            assertThat(message.key()).isEqualTo(parsed(message).getSubject());
            assertThat(message.headers().lastHeader("content-type").value())
                    .asString(UTF_8)
                    .isEqualTo(JsonFormat.CONTENT_TYPE + "; charset=UTF-8");
        });
        assertThat(records.stream().map(KafkaTests::parsed).map(Row::of).distinct())
                .containsExactlyInAnyOrderElementsOf(rows());
    }

    @Test
    void each_partition_has_the_order_of_the_log() {
        var ada = shop.newCustomer();
        for (int i = 0; i < 5; i++) {
            ada.newOrder(notebook);
        }
        awaitAll();
        var positions = broker.read(TOPIC).stream()
                .collect(groupingBy(
                        ConsumerRecord::partition,
                        mapping(message -> Long.parseLong(extension(parsed(message), "position")), toList())));
        assertThat(positions).hasSizeGreaterThan(1);
        assertThat(positions.values())
                .allSatisfy(partition -> assertThat(partition.stream().distinct())
                        .as("first arrivals")
                        .isSorted());
    }

    @Test
    void nothing_personal_is_published_and_consumers_hear_of_an_erasure() {
        var name = shop.unique("ada");
        var ada = shop.newCustomer(name);
        order(ada, name + " Row 12");
        erase(ada);
        awaitAll();
        var published = broker.read(TOPIC).stream()
                .map(message -> new String(message.value(), UTF_8))
                .toList();
        assertThat(published)
                .noneMatch(text -> text.contains(name))
                .noneMatch(text -> text.contains("sealed"))
                .noneMatch(text -> text.contains("shippingAddress"));
        assertThat(published).anyMatch(text -> text.contains("users.UserErased"));
    }

    private static void order(Client client, String address) {
        client.mutate(
                        "placeOrder",
                        Map.of(
                                "lines",
                                List.of(Map.of("productId", notebook, "quantity", 1)),
                                "shippingAddress",
                                address,
                                "idempotencyKey",
                                UUID.randomUUID().toString()),
                        "order { id }")
                .path("placeOrder.order.id")
                .hasValue();
    }

    private static void erase(Client client) {
        shop.admin()
                .mutate(
                        "eraseUser",
                        Map.of(
                                "userId",
                                client.myId(),
                                "idempotencyKey",
                                UUID.randomUUID().toString()),
                        "erasedUserId")
                .path("eraseUser.erasedUserId")
                .hasValue();
    }

    @Test
    void a_broker_that_is_away_holds_up_nothing_but_its_topic() throws Exception {
        var bob = shop.newCustomer();
        awaitAll();
        broker.kill();
        try {
            bob.newOrder(notebook);
            await().atMost(SOON).until(() -> notificationsOf(bob) == 1);
            await().atMost(SOON).until(() -> health().error() != null);
            assertThat(health().error()).contains(TOPIC);
            assertThat(health().lag()).isPositive();
        } finally {
            broker.restart();
        }
        tryAgain();
        awaitAll();
        await().atMost(SOON).until(() -> health().error() == null);
    }

    @Test
    void a_topic_is_created_as_configured_and_not_in_place_of_one_that_was_deleted() throws Exception {
        var settings = new PublishingSettings("another", "/daybook", false, 3, 1);
        var topic = new Topic(settings, broker.connection(), jdbc);
        topic.require(1);
        topic.require(1);
        try (var admin = broker.admin()) {
            var names = List.of("another");
            await().atMost(SOON)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(admin.describeTopics(names)
                                    .allTopicNames()
                                    .get()
                                    .values())
                            .singleElement()
                            .satisfies(
                                    created -> assertThat(created.partitions()).hasSize(3)));
            admin.deleteTopics(names).all().get();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThatExceptionOfType(PublishingFailed.class)
                            .isThrownBy(() -> topic.require(Long.MAX_VALUE))
                            .withMessageContaining("does not exist any more"));
            admin.createTopics(Set.of(new NewTopic("another", 1, (short) 1)))
                    .all()
                    .get();
        }
        await().atMost(SOON).untilAsserted(() -> topic.require(Long.MAX_VALUE));
    }

    @Test
    void what_keeps_a_topic_from_being_made_is_told() {
        var settings = new PublishingSettings("in-vain", "/daybook", false, 3, 2);
        assertThatExceptionOfType(PublishingFailed.class)
                .isThrownBy(() -> new Topic(settings, broker.connection(), jdbc).require(1))
                .withMessageContainingAll("in-vain", "cannot be created", "replication factor");
    }

    /** Ends the pause after the failure, which it would do by itself within ten seconds. */
    private static void tryAgain() {
        node.bean(EventProcessingConfiguration.class)
                .eventProcessor("kafka:" + TOPIC, StreamingEventProcessor.class)
                .orElseThrow()
                .claimSegment(0);
    }

    private static void awaitAll() {
        await().atMost(SOON).ignoreExceptions().until(() -> health().lag() == 0);
    }

    private static SubscriberHealth health() {
        return node.bean(Subscribers.class).health().stream()
                .filter(subscriber -> subscriber.name().equals("kafka:" + TOPIC))
                .findFirst()
                .orElseThrow();
    }

    private static int notificationsOf(Client client) {
        return client.run("{ me { notifications { totalCount } } }")
                .path("me.notifications.totalCount")
                .entity(Integer.class)
                .get();
    }

    private static CloudEvent parsed(ConsumerRecord<String, byte[]> message) {
        return new JsonFormat().deserialize(message.value());
    }

    private static String extension(CloudEvent event, String name) {
        return Objects.requireNonNull(event.getExtension(name), name).toString();
    }

    /** An event as both sides tell it. */
    private record Row(Map<String, Object> values) {
        static Row of(CloudEvent event) {
            var values = new HashMap<String, Object>();
            values.put("id", event.getId());
            values.put("type", event.getType());
            values.put("subject", Objects.requireNonNull(event.getSubject()));
            values.put("time", Objects.requireNonNull(event.getTime()).toInstant());
            for (var name : List.of("position", "sequencenumber", "aggregatetype", "correlationid", "causationid")) {
                values.put(name, extension(event, name));
            }
            return new Row(values);
        }
    }

    private static List<Row> rows() {
        return jdbc.sql("""
                        select event_id::text as id, type, aggregate_id as subject, occurred_at, position::text,
                            sequence_number::text as sequencenumber, aggregate_type as aggregatetype,
                            metadata ->> 'correlationId' as correlationid, metadata ->> 'causationId' as causationid
                        from domain_events""")
                .query((row, _) -> {
                    var values = new HashMap<String, Object>();
                    values.put("time", row.getTimestamp("occurred_at").toInstant());
                    for (var name : List.of(
                            "id",
                            "type",
                            "subject",
                            "position",
                            "sequencenumber",
                            "aggregatetype",
                            "correlationid",
                            "causationid")) {
                        values.put(name, row.getString(name));
                    }
                    return new Row(values);
                })
                .list();
    }
}
