package dev.daybook.subscribers;

import static dev.daybook.support.Answers.codes;
import static dev.daybook.support.Answers.userErrors;
import static dev.daybook.support.Concurrently.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.daybook.support.Client;
import dev.daybook.support.OrderDriver;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ClassPathResource;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.jdbc.core.simple.JdbcClient;

/** O3: an order stands although its customer could not be told of it, and they are told later. */
@ShopTest
@ExtendWith(OutputCaptureExtension.class)
class DeadLetterTests {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SENDER = "notification-sender";
    private static final String WAITING = "Waits behind an earlier event of the same stream";
    private static final String LETTERS = """
            { deadLetters(subscriber: "notification-sender", first: 100) { totalCount nodes {
              id subscriber cause enqueuedAt
              event { type position sequenceNumber aggregateId payload } } } }""";

    @Autowired
    Shop shop;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource dataSource;

    private OrderDriver orderDriver;
    private Client ada;
    private Client bob;
    private String notebook;

    @BeforeEach
    void some_users_cannot_be_notified() {
        jdbc.sql("create table out_of_reach (user_id uuid primary key)").update();
        jdbc.sql("""
                create function refuse_out_of_reach() returns trigger language plpgsql as $$
                begin
                    if exists (select from out_of_reach where user_id = new.user_id) then
                        raise exception 'They are out of reach';
                    end if;
                    return new;
                end $$""").update();
        jdbc.sql("""
                create trigger refuse_out_of_reach before insert on notifications
                for each row execute function refuse_out_of_reach()""").update();
        orderDriver = new OrderDriver(shop);
        ada = shop.newCustomer();
        bob = shop.newCustomer();
        notebook = shop.newProduct(1000);
        assertThat(retry().remaining()).as("what other tests have left").isZero();
    }

    @AfterEach
    void everybody_is_told_in_the_end() {
        jdbc.sql("drop trigger refuse_out_of_reach on notifications").update();
        jdbc.sql("drop function refuse_out_of_reach").update();
        jdbc.sql("drop table out_of_reach").update();
        assertThat(retry().remaining()).isZero();
    }

    @Test
    void an_order_whose_customer_cannot_be_told_stands_and_others_are_told_as_ever() {
        outOfReach(ada);
        var order = placed(ada, "12 Analytical Row");
        assertThat(order.status()).isEqualTo("PENDING");
        var before = Instant.now();
        awaitLetters(1);
        bob.newOrder(notebook);
        awaitTold(bob, "ORDER_PLACED");
        assertThat(shop.availableOf(notebook)).isEqualTo(998);
        assertThat(kinds(ada)).isEmpty();
        var letter = letters().getFirst();
        assertThat(letter.subscriber()).isEqualTo(SENDER);
        assertThat(letter.cause()).isNotBlank().isNotEqualTo(WAITING);
        assertThat(letter.enqueuedAt()).isBetween(before.minusSeconds(60), Instant.now());
        var event = letter.event();
        assertThat(event.type()).isEqualTo("ordering.OrderPlaced");
        assertThat(event.aggregateId()).isEqualTo(order.id());
        assertThat(event.sequenceNumber()).isZero();
        assertThat(event.position())
                .isEqualTo(jdbc.sql("select position from domain_events where aggregate_id = ?")
                        .param(uuidOf(order.id()).toString())
                        .query(Long.class)
                        .single());
        assertThat(event.payload())
                .containsEntry("number", order.number())
                .containsEntry("shippingAddress", "12 Analytical Row");
        shop.staff()
                .run(
                        "query ($id: ID!) { node(id: $id) { ... on DeadLetter { subscriber } } }",
                        Map.of("id", letter.id()))
                .path("node.subscriber")
                .entity(String.class)
                .isEqualTo(SENDER);
    }

    @Test
    void notifications_that_have_waited_are_stored_together() throws Exception {
        whileNotificationsWait(() -> IntStream.range(0, 8).forEach(_ -> bob.newOrder(notebook)));
        await().atMost(SOON).until(() -> kinds(bob).size() == 8);
        assertThat(jdbc.sql("select count(distinct xmin::text) from notifications where user_id = ?")
                        .param(uuidOf(bob.myId()))
                        .query(Integer.class)
                        .single())
                .as("transactions")
                .isLessThan(8);
    }

    @Test
    void one_of_many_that_cannot_be_told_does_not_keep_the_others_from_it() throws Exception {
        outOfReach(ada);
        whileNotificationsWait(() -> {
            bob.newOrder(notebook);
            bob.newOrder(notebook);
            ada.newOrder(notebook);
            bob.newOrder(notebook);
        });
        awaitLetters(1);
        await().atMost(SOON).until(() -> kinds(bob).size() == 3);
        assertThat(kinds(ada)).isEmpty();
    }

    private void whileNotificationsWait(Runnable orders) throws SQLException {
        try (var connection = dataSource.getConnection();
                var lock = connection.createStatement()) {
            connection.setAutoCommit(false);
            lock.execute("lock table notifications in share mode");
            orders.run();
            connection.rollback();
        }
    }

    @Test
    void the_cause_tells_what_went_wrong() {
        outOfReach(ada);
        ada.newOrder(notebook);
        awaitLetters(1);
        assertThat(letters().getFirst().cause()).contains("They are out of reach");
    }

    @Test
    void later_events_of_the_same_order_wait_and_are_told_after_it_in_order() {
        outOfReach(ada);
        var order = ada.newOrder(notebook);
        awaitLetters(1);
        orderDriver.move(order, "confirmOrder", "shipOrder");
        awaitLetters(3);
        reachable(ada);
        orderDriver.move(order, "deliverOrder");
        awaitLetters(4);
        assertThat(kinds(ada)).as("although they could be told of the last").isEmpty();
        assertThat(letters().reversed())
                .extracting(letter -> letter.event().type())
                .containsExactly(
                        "ordering.OrderPlaced",
                        "ordering.OrderConfirmed",
                        "ordering.OrderShipped",
                        "ordering.OrderDelivered");
        assertThat(letters().reversed().stream().skip(1))
                .extracting(Letter::cause)
                .containsOnly(WAITING);

        assertThat(retry()).isEqualTo(new Retry(4, 0));

        assertThat(kinds(ada)).containsExactly("ORDER_PLACED", "ORDER_CONFIRMED", "ORDER_SHIPPED", "ORDER_DELIVERED");
        assertThat(letters()).isEmpty();
    }

    @Test
    void another_order_of_the_same_customer_does_not_wait() {
        outOfReach(ada);
        ada.newOrder(notebook);
        awaitLetters(1);
        reachable(ada);
        var other = ada.newOrder(notebook);
        awaitTold(ada, "ORDER_PLACED");
        assertThat(ordersTold(ada)).containsExactly(other);
        assertThat(letters()).hasSize(1);
    }

    @Test
    void a_dead_letter_that_fails_again_stays_with_those_behind_it() {
        outOfReach(ada);
        var order = ada.newOrder(notebook);
        awaitLetters(1);
        orderDriver.move(order, "confirmOrder");
        awaitLetters(2);
        var before = letters();
        jdbc.sql("""
                create or replace function refuse_out_of_reach() returns trigger language plpgsql as $$
                begin
                    raise division_by_zero using message = 'There is no ink';
                end $$""").update();
        for (int i = 0; i < 2; i++) {
            assertThat(retry()).isEqualTo(new Retry(1, 2));
        }
        var after = letters();
        assertThat(after).extracting(Letter::id).containsExactlyElementsOf(ids(before));
        assertThat(after.getLast().cause()).isNotEqualTo(before.getLast().cause());
        assertThat(after.getFirst().cause()).isEqualTo(WAITING);
        assertThat(kinds(ada)).isEmpty();
    }

    @Test
    void a_retry_notifies_reachable_users_while_others_fail() {
        outOfReach(ada);
        outOfReach(bob);
        IntStream.range(0, 10).forEach(_ -> ada.newOrder(notebook));
        var bobs = IntStream.range(0, 15).mapToObj(_ -> bob.newOrder(notebook)).toList();
        awaitLetters(25);
        assertThat(retry()).isEqualTo(new Retry(25, 25));
        reachable(bob);
        assertThat(retry()).isEqualTo(new Retry(25, 10));
        assertThat(ordersTold(bob)).containsExactlyInAnyOrderElementsOf(bobs);
        assertThat(kinds(ada)).isEmpty();
        reachable(ada);
        assertThat(retry()).isEqualTo(new Retry(10, 0));
        assertThat(kinds(ada)).hasSize(10);
        assertThat(ordersTold(ada)).doesNotHaveDuplicates();
    }

    @Test
    void concurrent_retries_of_dead_letters_notify_once() throws Exception {
        outOfReach(ada);
        var orders = IntStream.range(0, 8).mapToObj(_ -> ada.newOrder(notebook)).toList();
        awaitLetters(8);
        orderDriver.move(orders.getFirst(), "confirmOrder");
        awaitLetters(9);
        reachable(ada);
        atOnce(4, _ -> retry());
        assertThat(retry().remaining()).isZero();
        assertThat(ordersTold(ada)).hasSize(9).containsAll(orders);
        assertThat(kinds(ada)).filteredOn("ORDER_PLACED"::equals).hasSize(8);
    }

    @Test
    void letters_are_listed_newest_first_and_by_their_subscriber() {
        outOfReach(ada);
        var orders = IntStream.range(0, 3).mapToObj(_ -> ada.newOrder(notebook)).toList();
        awaitLetters(3);
        assertThat(letters())
                .extracting(letter -> letter.event().aggregateId())
                .containsExactlyElementsOf(orders.reversed());
        var page = shop.staff().run("{ deadLetters(first: 2) { totalCount nodes { event { aggregateId } } } }");
        page.path("deadLetters.totalCount").entity(Integer.class).isEqualTo(3);
        page.path("deadLetters.nodes[*].event.aggregateId")
                .entityList(String.class)
                .containsExactly(orders.get(2), orders.get(1));
        shop.staff()
                .run("{ deadLetters(subscriber: \"nobody\") { totalCount nodes { id } } }")
                .path("deadLetters")
                .entity(Map.class)
                .isEqualTo(Map.of("totalCount", 0, "nodes", List.of()));
    }

    @Test
    void only_an_administrator_tries_again_and_only_the_staff_see_what_has_failed() {
        assertThat(userErrors(tryAgain(shop.admin(), "nobody"), "retryDeadLetters"))
                .containsExactly("NOT_FOUND input.subscriber");
        for (var client : List.of(shop.staff(), ada)) {
            assertThat(codes(tryAgain(client, SENDER))).containsExactly("FORBIDDEN");
        }
        assertThat(codes(tryAgain(shop.anonymous(), SENDER))).containsExactly("UNAUTHENTICATED");
        assertThat(codes(ada.run(LETTERS))).containsExactly("FORBIDDEN");
        assertThat(codes(shop.anonymous().run(LETTERS))).containsExactly("UNAUTHENTICATED");
        assertThat(retry()).isEqualTo(new Retry(0, 0));
    }

    @Test
    void personal_data_of_a_failed_event_are_not_stored_with_it_and_are_erased_with_the_person() {
        var word = shop.unique("street").replace("-", "");
        outOfReach(ada);
        placed(ada, word);
        awaitLetters(1);
        assertThat(jdbc.sql("select letter::text from dead_letters letter where letter::text ilike ?")
                        .param("%" + word + "%")
                        .query(String.class)
                        .list())
                .isEmpty();
        assertThat(letters().getFirst().event().payload()).containsEntry("shippingAddress", word);

        var input = Map.of("userId", ada.myId(), "idempotencyKey", word);
        assertThat(userErrors(shop.admin().mutate("eraseUser", input, "erasedUserId"), "eraseUser"))
                .isEmpty();

        var letter = letters().getFirst();
        assertThat(letter.event().payload()).containsKey("number").containsEntry("shippingAddress", null);
        assertThat(letter.toString()).doesNotContain(word);
    }

    @Test
    void row_values_are_neither_in_the_cause_nor_in_the_log(CapturedOutput output) {
        var word = shop.unique("street").replace("-", "");
        jdbc.sql("""
                create or replace function refuse_out_of_reach() returns trigger language plpgsql as $$
                begin
                    create temporary table if not exists doors (name text unique);
                    insert into doors values ('%1$s'), ('%1$s');
                    return new;
                end $$""".formatted(word)).update();
        placed(ada, word);
        awaitLetters(1);
        assertThat(letters().getFirst().cause()).contains("duplicate key").doesNotContain(word);
        jdbc.sql("create or replace function refuse_out_of_reach() returns trigger language plpgsql as "
                        + "$$ begin return new; end $$")
                .update();
        assertThat(output).contains("duplicate key").doesNotContain(word);
    }

    @Test
    void nothing_of_somebody_who_is_erased_is_left_in_their_dead_letters() {
        var word = shop.unique("street").replace("-", "");
        var order = placed(ada, word);
        awaitTold(ada, "ORDER_PLACED");
        var others = placed(bob, word);
        awaitTold(bob, "ORDER_PLACED");
        jdbc.sql("""
                create or replace function refuse_out_of_reach() returns trigger language plpgsql as $$
                begin
                    raise 'There is no way to %', '%1$s';
                end $$""".replace("%1$s", word)).update();
        orderDriver.move(order.id(), "confirmOrder", "shipOrder");
        orderDriver.move(others.id(), "confirmOrder");
        awaitLetters(3);
        assertThat(causesWith(word)).isEqualTo(2);

        var input = Map.of("userId", ada.myId(), "idempotencyKey", word);
        assertThat(userErrors(shop.admin().mutate("eraseUser", input, "erasedUserId"), "eraseUser"))
                .isEmpty();

        assertThat(causesWith(word)).as("that of bob").isOne();
        assertThat(letters())
                .filteredOn(letter -> letter.event().aggregateId().equals(order.id()))
                .extracting(Letter::cause)
                .containsExactly(
                        WAITING,
                        "org.postgresql.util.PSQLException: left out, since somebody was erased of whom it may have told");
        jdbc.sql("create or replace function refuse_out_of_reach() returns trigger language plpgsql as "
                        + "$$ begin return new; end $$")
                .update();
    }

    @Test
    void a_migration_removes_row_values_from_causes_of_dead_letters() throws IOException {
        outOfReach(ada);
        placed(ada, "12 Analytical Row");
        awaitLetters(1);
        jdbc.sql("update dead_letters set cause = ?")
                .param("org.postgresql.util.PSQLException: ERROR: no\n  Detail: Key (name)=(ada) already exists.")
                .update();
        jdbc.sql(new ClassPathResource("db/migration/subscribers/V2__causes_without_values.sql")
                        .getContentAsString(StandardCharsets.UTF_8))
                .update();
        assertThat(letters().getFirst().cause())
                .isEqualTo(
                        "org.postgresql.util.PSQLException: left out, since it may quote a row; try again to see it");
        assertThat(retry()).isEqualTo(new Retry(1, 1));
        assertThat(letters().getFirst().cause()).contains("They are out of reach");
        reachable(ada);
    }

    @Test
    void a_cause_is_never_cut_in_the_middle_of_a_character() {
        for (int before = 400; before < 404; before++) {
            jdbc.sql("""
                    create or replace function refuse_out_of_reach() returns trigger language plpgsql as $$
                    begin
                        raise '%', repeat('x', %d) || repeat(U&'\\+01F600', 200);
                    end $$""".replace("%d", "" + before)).update();
            ada.newOrder(notebook);
            awaitLetters(before - 399);
        }
        assertThat(letters())
                .extracting(Letter::cause)
                .allMatch(cause -> cause.length() >= 499 && !cause.contains("?") && !cause.contains("\uFFFD"));
        jdbc.sql("create or replace function refuse_out_of_reach() returns trigger language plpgsql as "
                        + "$$ begin return new; end $$")
                .update();
    }

    @Test
    void an_event_told_twice_is_delivered_once() {
        var order = ada.newOrder(notebook);
        orderDriver.move(order, "confirmOrder");
        awaitTold(ada, "ORDER_PLACED", "ORDER_CONFIRMED");
        var position = jdbc.sql("select min(position) from domain_events where aggregate_id = ?")
                .param(uuidOf(order).toString())
                .query(Long.class)
                .single();
        assertThat(jdbc.sql("""
                                update subscriber_tokens set owner = null, token = convert_to(
                                  regexp_replace(convert_from(token, 'UTF8'), '\\d+', ?), 'UTF8')
                                where subscriber = ?""").params(Long.toString(position - 1), SENDER).update())
                .isEqualTo(1);
        await().atMost(Duration.ofSeconds(60)).until(this::isBackAtTheEnd);
        bob.newOrder(notebook);
        awaitTold(bob, "ORDER_PLACED");
        assertThat(kinds(ada)).containsExactly("ORDER_PLACED", "ORDER_CONFIRMED");
        assertThat(letters()).isEmpty();
    }

    private boolean isBackAtTheEnd() {
        return jdbc.sql("""
                        select owner is not null and substring(convert_from(token, 'UTF8') from '\\d+')::bigint
                          >= (select max(position) from domain_events) from subscriber_tokens where subscriber = ?""").param(SENDER).query(Boolean.class).single();
    }

    private record Placed(String id, String number, String status) {}

    private record Event(
            String type,
            long position,
            long sequenceNumber,
            String aggregateId,
            Map<String, @Nullable Object> payload) {}

    private record Letter(String id, String subscriber, String cause, Instant enqueuedAt, Event event) {}

    private record Retry(int retried, int remaining) {}

    private void outOfReach(Client client) {
        jdbc.sql("insert into out_of_reach values (?)")
                .param(uuidOf(client.myId()))
                .update();
    }

    private void reachable(Client client) {
        jdbc.sql("delete from out_of_reach where user_id = ?")
                .param(uuidOf(client.myId()))
                .update();
    }

    private Placed placed(Client client, String address) {
        var input = Map.of(
                "lines",
                List.of(Map.of("productId", notebook, "quantity", 1)),
                "shippingAddress",
                address,
                "idempotencyKey",
                UUID.randomUUID().toString());
        return client.mutate("placeOrder", input, "order { id number status }")
                .path("placeOrder.order")
                .entity(Placed.class)
                .get();
    }

    /** Newest first. */
    private List<Letter> letters() {
        return shop.staff()
                .run(LETTERS)
                .path("deadLetters.nodes")
                .entityList(Letter.class)
                .get();
    }

    private void awaitLetters(int many) {
        await().atMost(SOON).untilAsserted(() -> assertThat(letters()).hasSize(many));
    }

    private Retry retry() {
        return tryAgain(shop.admin(), SENDER)
                .path("retryDeadLetters")
                .entity(Retry.class)
                .get();
    }

    private static Response tryAgain(Client client, String subscriber) {
        return client.mutate("retryDeadLetters", Map.of("subscriber", subscriber), "retried remaining");
    }

    private int causesWith(String word) {
        return jdbc.sql("select count(*) from dead_letters letter where strpos(letter::text, ?) > 0")
                .param(word)
                .query(Integer.class)
                .single();
    }

    private static void awaitTold(Client client, String... kinds) {
        await().atMost(SOON).untilAsserted(() -> assertThat(kinds(client)).containsExactly(kinds));
    }

    /** Returns the kinds of a user's notifications, oldest first. */
    private static List<String> kinds(Client client) {
        return toldOf(client, "kind");
    }

    private static List<String> ordersTold(Client client) {
        return toldOf(client, "order.id");
    }

    private static List<String> toldOf(Client client, String field) {
        return client.run("{ me { notifications(first: 100) { nodes { kind order { id } } } } }")
                .path("me.notifications.nodes[*]." + field)
                .entityList(String.class)
                .get()
                .reversed();
    }

    private static List<String> ids(List<Letter> letters) {
        return letters.stream().map(Letter::id).toList();
    }

    private static UUID uuidOf(String id) {
        var text = new String(Base64.getUrlDecoder().decode(id), StandardCharsets.UTF_8);
        return UUID.fromString(text.substring(text.indexOf(':') + 1));
    }
}
