package dev.daybook.graphql.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.daybook.catalog.stock.StockCommand.AdjustStock;
import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.eventstore.log.LiveLog;
import dev.daybook.support.AfterSecondLane;
import dev.daybook.support.CapturedLog;
import dev.daybook.support.RawSocket;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Tests that a violation of the WebSocket protocol ends only the operation or the socket that it concerns. */
@ShopTest
@AfterSecondLane
class SocketProtocolTests {
    private static final String STOCK = "subscription { stockChanged { id stock { available } } }";
    private static final Actor TESTER = new Actor.System("test");

    @Autowired
    Shop shop;

    @Autowired
    LiveLog liveLog;

    @Autowired
    Commands commands;

    @BeforeEach
    void no_listener_is_left() {
        await().until(() -> liveLog.listeners() == 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "",
                "null",
                "[]",
                "42",
                "true",
                "\"ping\"",
                "{}",
                "{\"type\":\"nope\"}",
                "{\"type\":null}",
                "{\"type\":7}",
                "{\"type\":[\"ping\"]}",
                "{\"type\":\"ping\"} {\"type\":\"ping\"}",
                "{\"type\":\"ping\",\"payload\":5}",
                "{\"type\":\"pong\",\"payload\":[]}",
                "{\"type\":\"next\",\"id\":\"1\",\"payload\":{}}",
                "{\"type\":\"connection_ack\"}",
                "{\"type\":\"complete\"}",
                "{\"type\":\"complete\",\"id\":1}",
                "{\"type\":\"subscribe\"}",
                "{\"type\":\"subscribe\",\"id\":\"1\"}",
                "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":null}",
                "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":\"{ apiInfo { name } }\"}",
                "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{}}",
                "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":null}}",
                "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":0}}",
                "{\"type\":\"subscribe\",\"payload\":{\"query\":\"{ apiInfo { name } }\"}}",
                "{\"type\":\"subscribe\",\"id\":\"\",\"payload\":{\"query\":\"{ apiInfo { name } }\"}}",
                "{\"type\":\"subscribe\",\"id\":1,\"payload\":{\"query\":\"{ apiInfo { name } }\"}}",
                "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"{ apiInfo { name } }\",\"variables\":[]}}",
                "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"{ apiInfo { name } }\",\"extensions\":\"x\"}}",
                "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"{ apiInfo { name } }\",\"operationName\":0}}",
            })
    void a_malformed_message_closes_the_socket_with_4400_and_is_not_logged(String message) throws Exception {
        try (var logged = new CapturedLog()) {
            try (var socket = RawSocket.ready(shop.anonymous())) {
                socket.say(message);
                assertThat(socket.closeCode()).isEqualTo(4400);
            }
            assertThat(logged.lines()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"connection_init\",\"payload\":5}",
                "{\"type\":\"connection_init\",\"payload\":[]}",
                "{\"type\":\"connection_init\",\"payload\":{\"Authorization\":5}}",
                "{\"type\":\"connection_init\",\"payload\":{\"authorization\":{}}}",
                "{\"type\":\"connection_init\",\"payload\":{\"Authorization\":[\"Bearer x\"]}}",
            })
    void an_invalid_connection_init_closes_the_socket_with_4400(String message) throws Exception {
        try (var logged = new CapturedLog()) {
            try (var socket = RawSocket.open(shop.anonymous())) {
                socket.say(message);
                assertThat(socket.closeCode()).isEqualTo(4400);
            }
            assertThat(logged.lines()).isEmpty();
        }
    }

    @Test
    void bytes_are_no_message_and_neither_is_a_deep_or_a_huge_one() throws Exception {
        try (var logged = new CapturedLog()) {
            try (var socket = RawSocket.ready(shop.anonymous())) {
                socket.sayBytes((byte) 1, (byte) 2);
                assertThat(socket.closeCode()).isEqualTo(4400);
            }
            try (var socket = RawSocket.ready(shop.anonymous())) {
                socket.say("[".repeat(20_000));
                assertThat(socket.closeCode()).isEqualTo(4400);
            }
            try (var socket = RawSocket.ready(shop.anonymous())) {
                socket.say("{\"type\":\"ping\",\"payload\":{\"x\":\"" + "x".repeat(70_000) + "\"}}");
                assertThat(socket.closeCode()).isEqualTo(1009);
            }
            assertThat(logged.lines()).isEmpty();
        }
    }

    @Test
    void a_message_out_of_turn_closes_the_socket_with_the_code_of_the_protocol() throws Exception {
        try (var early = RawSocket.open(shop.anonymous());
                var twice = RawSocket.ready(shop.anonymous());
                var same = RawSocket.ready(shop.anonymous());
                var stranger = RawSocket.open(shop.anonymous())) {
            early.subscribe("1", "{ apiInfo { name } }");
            assertThat(early.closeCode()).isEqualTo(4401);
            twice.init(null);
            assertThat(twice.closeCode()).isEqualTo(4429);
            same.subscribe("1", STOCK);
            same.subscribe("1", STOCK);
            assertThat(same.closeCode()).isEqualTo(4409);
            stranger.init("nonsense");
            assertThat(stranger.closeCode()).isEqualTo(4401);
        }
        await().until(() -> liveLog.listeners() == 0);
    }

    @Test
    void a_document_that_is_not_begun_with_is_an_error_and_all_else_goes_on() throws Exception {
        var notebook = shop.newNotebook(5);
        try (var logged = new CapturedLog();
                var socket = RawSocket.ready(shop.anonymous())) {
            socket.subscribe("stock", STOCK);
            await().until(() -> liveLog.listeners() == 1);
            for (var document : List.of(
                    "",
                    "{",
                    "{ nonsense }",
                    "query ($x: Nonsense) { apiInfo { name } }",
                    "query ($n: Int!) { products(first: $n) { nodes { id } } }",
                    "subscription { stockChanged { nonsense } }",
                    "subscription { a: stockChanged { id } b: stockChanged { id } }",
                    "subscription { stockChanged(productIds: []) { id } }",
                    "query A { apiInfo { name } } query B { apiInfo { name } }",
                    "fragment F on Query { apiInfo { name } }")) {
                socket.subscribe("bad", document);
                assertThat(socket.nextInShort()).as(document).isEqualTo("bad error BAD_REQUEST");
            }
            socket.subscribe("bad", "{ " + "apiInfo { name } ".repeat(1_200) + "}");
            assertThat(socket.nextInShort()).isEqualTo("bad error QUERY_TOO_COMPLEX");
            socket.subscribe("bad", "subscription { orderPlaced { id } }");
            assertThat(socket.nextInShort()).isEqualTo("bad error UNAUTHENTICATED");
            socket.say("""
                    {"id":"hash","type":"subscribe","payload":{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"ab"}}}}""");
            assertThat(socket.next().at("/payload/0/message").asString()).isEqualTo("PersistedQueryNotFound");
            socket.subscribe("good", "{ apiInfo { name } users { nodes { id } } }");
            var answer = socket.next();
            assertThat(answer.at("/type").asString()).isEqualTo("next");
            assertThat(answer.at("/payload/errors/0/extensions/code").asString())
                    .isEqualTo("UNAUTHENTICATED");
            assertThat(socket.nextInShort()).isEqualTo("good complete");
            socket.say("{\"type\":\"ping\"}");
            assertThat(socket.nextInShort()).isEqualTo("pong");
            commands.send(new AdjustStock(notebook, 1, "more"), TESTER);
            assertThat(socket.next()
                            .at("/payload/data/stockChanged/stock/available")
                            .asInt())
                    .isEqualTo(6);
            assertThat(logged.lines()).isEmpty();
        }
    }

    @Test
    void an_id_may_be_used_again_as_soon_as_its_operation_is_over() throws Exception {
        try (var socket = RawSocket.ready(shop.anonymous())) {
            for (int i = 0; i < 3; i++) {
                socket.subscribe("1", "{ apiInfo { name } }");
                assertThat(socket.nextInShort()).isEqualTo("1 next");
                assertThat(socket.nextInShort()).isEqualTo("1 complete");
            }
            socket.subscribe("1", STOCK);
            await().until(() -> liveLog.listeners() == 1);
            socket.say("{\"id\":\"1\",\"type\":\"complete\"}");
            socket.say("{\"id\":\"unknown\",\"type\":\"complete\"}");
            await().until(() -> liveLog.listeners() == 0);
            socket.subscribe("1", STOCK);
            await().until(() -> liveLog.listeners() == 1);
            assertThat(socket.isOpen()).isTrue();
        }
    }

    @Test
    void clients_that_go_without_a_word_while_events_flow_leave_nothing_behind_and_no_line_in_the_log()
            throws Exception {
        var notebook = shop.newNotebook(0);
        try (var logged = new CapturedLog()) {
            for (int round = 0; round < 5; round++) {
                var sockets = List.of(
                        RawSocket.ready(shop.anonymous()),
                        RawSocket.ready(shop.anonymous()),
                        RawSocket.ready(shop.anonymous()));
                for (var socket : sockets) {
                    socket.subscribe("1", STOCK);
                    socket.subscribe("2", STOCK, Map.of());
                }
                await().until(() -> liveLog.listeners() == 6);
                for (int i = 0; i < 30; i++) {
                    commands.send(new AdjustStock(notebook, 1, "more"), TESTER);
                    if (i >= 10 && i % 5 == 0 && i / 5 - 2 < sockets.size()) {
                        sockets.get(i / 5 - 2).close();
                    }
                }
                await().until(() -> liveLog.listeners() == 0);
            }
            assertThat(logged.lines()).isEmpty();
        }
    }
}
