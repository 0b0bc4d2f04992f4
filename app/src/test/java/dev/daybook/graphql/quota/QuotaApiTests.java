package dev.daybook.graphql.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.daybook.eventstore.log.LiveLog;
import dev.daybook.support.AfterSecondLane;
import dev.daybook.support.CapturedLog;
import dev.daybook.support.Client;
import dev.daybook.support.Node;
import dev.daybook.support.RawSocket;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import dev.daybook.support.Sse;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Quotas of subscriptions and WebSockets on a node that allows few; every end of one releases its permit. */
@ShopTest
@AfterSecondLane
class QuotaApiTests {
    private static final String STOCK = "subscription { stockChanged { id } }";

    @Autowired
    Shop shop;

    @Test
    void a_subscription_beyond_the_quota_is_refused_until_another_ends() throws Exception {
        try (var logged = new CapturedLog();
                var node = Node.start(
                        "--spring.graphql.http.sse.keep-alive=100ms",
                        "--daybook.subscriptions.per-connection=2",
                        "--daybook.subscriptions.per-address=3",
                        "--daybook.subscriptions.sockets-per-address=2")) {
            var ada = node.as(shop.newCustomer());
            var quota = node.bean(ConnectionQuota.class);
            try (var first = RawSocket.ready(ada);
                    var second = RawSocket.ready(ada)) {
                first.subscribe("1", STOCK);
                first.subscribe("2", STOCK);
                first.subscribe("3", STOCK);
                assertThat(first.nextInShort()).isEqualTo("3 error TOO_MANY_SUBSCRIPTIONS");
                first.subscribe("4", "{ apiInfo { name } }");
                assertThat(first.nextInShort()).isEqualTo("4 next");
                second.subscribe("1", STOCK);
                await().until(() -> quota.subscriptions() == 3);
                try (var sse = Sse.subscribe(ada, STOCK, Map.of())) {
                    assertThat(sse.nextCode()).isEqualTo("TOO_MANY_SUBSCRIPTIONS");
                }
                first.say("{\"id\":\"1\",\"type\":\"complete\"}");
                await().until(() -> quota.subscriptions() == 2);
                try (var sse = Sse.subscribe(ada, STOCK, Map.of())) {
                    await().until(() -> quota.subscriptions() == 3);
                    assertThat(sse.waiting()).isZero();
                }
                assertThat(quota.sockets()).isEqualTo(2);
                assertThatExceptionOfType(CompletionException.class)
                        .isThrownBy(() -> RawSocket.open(ada))
                        .havingCause()
                        .isInstanceOfSatisfying(
                                WebSocketHandshakeException.class,
                                refusal -> assertThat(refusal.getResponse().statusCode())
                                        .isEqualTo(429));
            }
            assertNoPermitInUse(quota);
            try (var reload = RawSocket.ready(ada)) {
                reload.subscribe("1", STOCK);
                await().until(() -> quota.subscriptions() == 1);
            }
            assertThat(logged.lines()).noneMatch(line -> line.startsWith("ERROR"));
        }
    }

    @Autowired
    ConnectionQuota quota;

    @Autowired
    LiveLog liveLog;

    @Test
    void a_permit_is_released_however_a_subscription_ends() throws Exception {
        assertNoPermitInUse(quota);
        var clients = new ArrayList<AutoCloseable>();
        try {
            for (int i = 0; i < 5; i++) {
                clients.add(subscribed(shop.anonymous(), STOCK));
                clients.add(Sse.subscribe(shop.anonymous(), STOCK, Map.of()));
            }
            await().until(() -> quota.subscriptions() == 10 && liveLog.listeners() == 10);
        } finally {
            for (var client : clients) {
                client.close();
            }
        }
        assertNoPermitInUse(quota);
        for (var document : List.of(
                "subscription { nonsense }",
                "subscription { orderPlaced { id } }",
                "subscription { stockChanged(productIds: []) { id } }",
                "subscription { domainEvents(afterPosition: -1) { position } }")) {
            try (var socket = subscribed(shop.staff(), document);
                    var sse = Sse.subscribe(shop.anonymous(), document, Map.of())) {
                if (!document.contains("orderPlaced")) {
                    assertThat(socket.nextInShort()).as(document).isEqualTo("1 error BAD_REQUEST");
                }
                assertThat(sse.nextCode()).as(document).isNotNull();
            }
        }
        try (var socket = subscribed(shop.anonymous(), STOCK)) {
            await().until(() -> quota.subscriptions() == 1);
            socket.say("hello");
            assertThat(socket.closeCode()).isEqualTo(4400);
        }
        assertNoPermitInUse(quota);
        await().until(() -> liveLog.listeners() == 0);
    }

    private static void assertNoPermitInUse(ConnectionQuota quota) {
        await().untilAsserted(() -> assertThat(List.of(quota.subscriptions(), quota.sockets()))
                .as("subscriptions and sockets")
                .containsOnly(0));
    }

    private static RawSocket subscribed(Client client, String document) throws Exception {
        var socket = RawSocket.ready(client);
        socket.subscribe("1", document);
        return socket;
    }
}
