package dev.daybook.graphql.operations;

import static dev.daybook.support.Answers.codes;
import static dev.daybook.support.Answers.userErrors;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.graphql.types.GlobalId;
import dev.daybook.support.Client;
import dev.daybook.support.OrderDriver;
import dev.daybook.support.PageWalk;
import dev.daybook.support.QueryPlans;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.jdbc.core.JdbcTemplate;

/** Ada has placed an order of one notebook, and the staff have confirmed it. */
@ShopTest
class EventApiTests {
    private static final String EVENTS = """
            query ($filter: EventFilter, $first: Int, $after: String, $last: Int, $before: String) {
              page: events(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
                nodes { id type position occurredAt correlationId aggregateType aggregateId sequenceNumber payload }
                edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount } }""";

    @Autowired
    Shop shop;

    @Autowired
    QueryPlans plans;

    @Autowired
    JdbcTemplate jdbc;

    private Client ada;
    private String notebook;
    private String order;

    private record Event(
            String id,
            String type,
            long position,
            Instant occurredAt,
            String correlationId,
            String aggregateType,
            String aggregateId,
            long sequenceNumber,
            Map<String, @Nullable Object> payload) {}

    @BeforeEach
    void ada_orders() {
        ada = shop.newCustomer();
        notebook = shop.newProduct(50);
        order = ada.newOrder(notebook);
        new OrderDriver(shop).move(order, "confirmOrder");
    }

    @Test
    @SuppressWarnings("unchecked")
    void an_event_tells_what_has_happened_to_what_when_and_who_did_it() {
        var event = shop.staff()
                .run("""
                query ($filter: EventFilter) { events(filter: $filter) { nodes {
                  id type revision aggregateType aggregateId sequenceNumber position occurredAt
                  actor { kind label user { id } } correlationId causationId payload } } }""", Map.of("filter", Map.of("aggregateId", order, "types", List.of("ordering.OrderPlaced"))));
        var placed = event.path("events.nodes[0]").entity(Map.class).get();
        assertThat(placed)
                .containsEntry("type", "ordering.OrderPlaced")
                .containsEntry("aggregateType", "Order")
                .containsEntry("aggregateId", order)
                .containsEntry("sequenceNumber", 0)
                .containsEntry("revision", null);
        event.path("events.nodes[0].actor.user.id").entity(String.class).isEqualTo(ada.myId());
        event.path("events.nodes[0].actor.kind").entity(String.class).isEqualTo("USER");
        shop.staff()
                .run(
                        "query ($id: ID!) { node(id: $id) { ... on DomainEvent { type position } } }",
                        Map.of("id", String.valueOf(placed.get("id"))))
                .path("node.position")
                .entity(Integer.class)
                .isEqualTo(Objects.requireNonNull(placed.get("position")));
    }

    @Test
    void the_newest_event_comes_first() {
        assertThat(typesOf(Map.of("aggregateId", order)))
                .containsExactly("ordering.OrderConfirmed", "ordering.OrderPlaced");
        assertThat(events(Map.of()))
                .extracting(Event::position)
                .isSortedAccordingTo(Comparator.reverseOrder())
                .hasSize(20);
    }

    @Test
    void events_are_found_by_their_types() {
        var found = events(Map.of("types", List.of("ordering.OrderConfirmed", "ordering.OrderPlaced")));
        assertThat(found).extracting(Event::position).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(found).extracting(Event::type).containsOnly("ordering.OrderConfirmed", "ordering.OrderPlaced");
        assertThat(found).extracting(Event::aggregateId).startsWith(order, order);
        assertThat(events(Map.of("types", List.of("ordering.OrderPlaced", "ordering.OrderPlaced"))))
                .as("a type that is named twice")
                .doesNotHaveDuplicates();
    }

    @Test
    void events_are_found_by_aggregate_type() {
        var found = events(Map.of("aggregateType", "Order"));
        assertThat(found).extracting(Event::aggregateType).containsOnly("Order");
        assertThat(found.getFirst().type()).isEqualTo("ordering.OrderConfirmed");
    }

    @Test
    void the_stock_of_a_product_has_events_of_its_own() {
        var reserved = events(Map.of("types", List.of("catalog.StockReserved"))).getFirst();
        assertThat(reserved.aggregateType()).isEqualTo("Stock");
        assertThat(typesOf(Map.of("aggregateId", reserved.aggregateId())))
                .startsWith("catalog.StockReserved")
                .allMatch(type -> type.startsWith("catalog.Stock"));
        assertThat(typesOf(Map.of("aggregateId", notebook))).containsExactly("catalog.ProductCreated");
    }

    @Test
    void events_are_found_by_who_did_it() {
        ada.mutate("updateProfile", Map.of("bio", "Countess"), "user { id }");
        assertThat(typesOf(Map.of("actorId", ada.myId())))
                .startsWith("users.ProfileChanged")
                .contains("ordering.OrderPlaced", "catalog.StockReserved")
                .doesNotContain("ordering.OrderConfirmed");
    }

    @Test
    void events_are_found_by_the_request_that_they_came_of() {
        var placed = events(Map.of("aggregateId", order, "types", List.of("ordering.OrderPlaced")))
                .getFirst();
        assertThat(events(Map.of("correlationId", placed.correlationId())))
                .extracting(Event::type)
                .contains("ordering.OrderPlaced", "catalog.StockReserved")
                .doesNotContain("ordering.OrderConfirmed");
    }

    @Test
    void events_are_found_by_their_time_from_the_first_moment_until_before_the_last() {
        var both = events(Map.of("aggregateId", order));
        var placed = both.getLast();
        var confirmed = both.getFirst();
        assertThat(typesOf(Map.of(
                        "aggregateId",
                        order,
                        "occurredAt",
                        Map.of("from", placed.occurredAt().toString()))))
                .hasSize(2);
        assertThat(typesOf(Map.of(
                        "aggregateId",
                        order,
                        "occurredAt",
                        Map.of("to", confirmed.occurredAt().toString()))))
                .containsExactly("ordering.OrderPlaced");
        assertThat(typesOf(Map.of(
                        "aggregateId",
                        order,
                        "occurredAt",
                        Map.of("from", confirmed.occurredAt().toString()))))
                .containsExactly("ordering.OrderConfirmed");
    }

    @Test
    void all_conditions_must_hold() {
        assertThat(typesOf(Map.of("aggregateId", order, "actorId", ada.myId())))
                .containsExactly("ordering.OrderPlaced");
        assertThat(typesOf(Map.of("aggregateId", order, "aggregateType", "Order")))
                .hasSize(2);
    }

    @Test
    void an_unknown_id_finds_nothing() {
        var uuid = UUID.randomUUID();
        for (var filter : List.<Map<String, ?>>of(
                Map.of("types", List.of()),
                Map.of("types", List.of("ordering.Nonsense")),
                Map.of("aggregateType", "Nonsense"),
                Map.of("aggregateId", "nonsense"),
                Map.of("aggregateId", new GlobalId("Order", uuid).toString()),
                Map.of("aggregateId", order, "aggregateType", "Product"),
                Map.of(
                        "aggregateId",
                        new GlobalId("Post", GlobalId.parse("Order", order).orElseThrow()).toString()),
                Map.of("actorId", "nonsense"),
                Map.of("actorId", order),
                Map.of("actorId", new GlobalId("User", uuid).toString()),
                Map.of("correlationId", "nonsense"),
                Map.of("occurredAt", Map.of("to", "0001-01-01T00:00:00Z")))) {
            var answer = ask(filter, Map.of());
            assertThat(codes(answer)).as(filter.toString()).isEmpty();
            answer.path("page.nodes").entityList(Event.class).hasSize(0);
            answer.path("page.totalCount").entity(Integer.class).isEqualTo(0);
        }
    }

    @Test
    void an_impossible_filter_or_page_is_a_bad_request() {
        assertThat(codes(ask(Map.of("types", Collections.nCopies(101, "x")), Map.of())))
                .containsExactly("BAD_REQUEST");
        assertThat(codes(ask(Map.of("types", List.of("x\0")), Map.of()))).containsExactly("BAD_REQUEST");
        assertThat(codes(ask(Map.of("correlationId", "\ud800"), Map.of()))).containsExactly("BAD_REQUEST");
        assertThat(codes(ask(Map.of(), Map.of("first", 0)))).containsExactly("BAD_REQUEST");
        assertThat(codes(ask(Map.of(), Map.of("after", "nonsense")))).containsExactly("BAD_REQUEST");
        var products = shop.staff().run("{ products(first: 1) { pageInfo { endCursor } } }");
        assertThat(codes(ask(
                        Map.of(),
                        Map.of(
                                "after",
                                products.path("products.pageInfo.endCursor")
                                        .entity(String.class)
                                        .get()))))
                .containsExactly("BAD_REQUEST");
    }

    @Test
    void pages_lead_from_the_newest_to_the_oldest_and_back() {
        for (int i = 0; i < 5; i++) {
            ada.newOrder(notebook);
        }
        var filter = Map.of("actorId", ada.myId());
        var all = events(filter);
        assertThat(all).hasSizeGreaterThan(10);
        var document = EVENTS.replace("first: $first", "first: 3").replace("$first: Int, ", "");
        assertThat(PageWalk.walk(shop.staff(), document, Map.of("filter", filter), "id"))
                .isEqualTo(all.stream().map(Event::id).toList());

        var back = new ArrayList<Event>();
        var arguments = new HashMap<String, Object>(Map.of("last", 3));
        boolean more;
        do {
            var page = ask(filter, arguments);
            back.addAll(0, page.path("page.nodes").entityList(Event.class).get());
            arguments.put(
                    "before",
                    page.path("page.pageInfo.startCursor").entity(String.class).get());
            more = page.path("page.pageInfo.hasPreviousPage")
                    .entity(Boolean.class)
                    .get();
            page.path("page.totalCount").entity(Integer.class).isEqualTo(all.size());
        } while (more);
        assertThat(back).isEqualTo(all);
    }

    @Test
    void new_events_move_no_page() {
        var filter = Map.of("aggregateId", order);
        var first = ask(filter, Map.of("first", 1));
        new OrderDriver(shop).move(order, "shipOrder");
        var after = first.path("page.pageInfo.endCursor").entity(String.class).get();
        ask(filter, Map.of("first", 1, "after", after))
                .path("page.nodes[*].type")
                .entityList(String.class)
                .containsExactly("ordering.OrderPlaced");
    }

    @Test
    void personal_data_are_null_once_the_person_is_erased() {
        var name = shop.unique("bob");
        var bob = shop.newCustomer(name);
        var id = bob.myId();
        var filter = Map.of("aggregateId", id, "types", List.of("users.UserRegistered"));
        assertThat(events(filter).getFirst().payload().toString()).contains(name);
        assertThat(userErrors(
                        shop.admin().mutate("eraseUser", Map.of("userId", id, "idempotencyKey", name), "erasedUserId"),
                        "eraseUser"))
                .isEmpty();
        var payload = events(filter).getFirst().payload();
        assertThat(payload.toString()).doesNotContain(name);
        assertThat(payload.values()).containsNull();
        assertThat(typesOf(Map.of("aggregateId", id))).startsWith("users.UserErased");
    }

    @Test
    void each_filter_is_answered_by_an_index_in_a_long_log() {
        jdbc.update("""
                insert into domain_events (event_id, aggregate_type, aggregate_id, sequence_number, type, occurred_at, payload, metadata)
                select gen_random_uuid(), 'Test' || n / 5000, gen_random_uuid(), 0, 'test.Happened' || n % 40,
                    timestamptz '2020-01-01' + n * interval '1 minute', '{}',
                    jsonb_build_object('actor', 'user:' || md5((n % 50)::text)::uuid, 'correlationId', gen_random_uuid())
                from generate_series(1, 20000) n order by n""");
        jdbc.execute("vacuum analyze domain_events");
        try {
            var actor = new GlobalId(
                    "User", Objects.requireNonNull(jdbc.queryForObject("select md5('7')::uuid", UUID.class)));
            Map.<Map<String, ?>, String>of(
                            Map.of("types", List.of("test.Happened7", "test.Happened8")), "domain_events_of_type",
                            Map.of("aggregateType", "Test1"), "domain_events_of_aggregate_type",
                            Map.of("aggregateId", order), "domain_events_stream",
                            Map.of("actorId", actor.toString()), "domain_events_of_actor",
                            Map.of("correlationId", UUID.randomUUID().toString()), "domain_events_of_correlation",
                            Map.of("occurredAt", Map.of("from", "2020-01-02T00:00:00Z", "to", "2020-01-02T01:00:00Z")),
                                    "domain_events_by_time",
                            Map.of(
                                            "occurredAt",
                                            Map.of("to", "2020-01-02T00:00:00Z"),
                                            "types",
                                            List.of("test.Happened7")),
                                    "domain_events_by_time",
                            Map.of(), "domain_events_pkey")
                    .forEach((filter, index) -> assertThat(planOf(filter))
                            .as(filter.toString())
                            .allSatisfy(plan -> assertThat(plan).contains(index).doesNotContain("Seq Scan")));
        } finally {
            jdbc.update(
                    "delete from domain_events where type like 'test.Happened%' and aggregate_type like 'Test%' and occurred_at < '2021-01-01'");
            jdbc.execute("vacuum analyze domain_events");
        }
    }

    private List<String> planOf(Map<String, ?> filter) {
        return plans.of(
                " desc fetch next",
                () -> shop.staff()
                        .run("query ($f: EventFilter) { events(filter: $f) { nodes { type } } }", Map.of("f", filter))
                        .path("events.nodes")
                        .hasValue(),
                jdbc);
    }

    private List<String> typesOf(Map<String, ?> filter) {
        return events(filter).stream().map(Event::type).toList();
    }

    private List<Event> events(Map<String, ?> filter) {
        return ask(filter, Map.of("first", filter.isEmpty() ? 20 : 100))
                .path("page.nodes")
                .entityList(Event.class)
                .get();
    }

    private Response ask(Map<String, ?> filter, Map<String, ?> arguments) {
        var variables = new HashMap<String, Object>(arguments);
        variables.put("filter", filter);
        return shop.staff().run(EVENTS, variables);
    }
}
