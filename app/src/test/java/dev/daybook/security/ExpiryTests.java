package dev.daybook.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.daybook.eventstore.log.EventFeed;
import dev.daybook.eventstore.log.LiveLog;
import dev.daybook.support.AfterSecondLane;
import dev.daybook.support.CapturedLog;
import dev.daybook.support.Client;
import dev.daybook.support.RawSocket;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import dev.daybook.support.Sse;
import dev.daybook.users.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** Subscriptions and sockets opened with a token end with it. */
@ShopTest
@AfterSecondLane
class ExpiryTests {
    private static final String EVENTS = "subscription { domainEvents { position payload } }";
    private static final String STOCK = "subscription { stockChanged { id } }";
    private static final Duration SOON = Duration.ofSeconds(3);

    @Autowired
    Shop shop;

    @Autowired
    AccessTokens tokens;

    @Autowired
    JwtDecoder decoder;

    @Autowired
    LiveLog liveLog;

    @Autowired
    EventFeed feed;

    @Autowired
    Clock clock;

    @BeforeEach
    void no_listener_is_left() {
        await().until(() -> liveLog.listeners() == 0 && feed.followers() == 0);
    }

    @Test
    void a_socket_that_shows_an_expired_token_is_not_acknowledged() throws Exception {
        var expired = with(shop.staff(), clock.instant().minusSeconds(1));
        try (var socket = RawSocket.open(expired)) {
            socket.init(expired.accessToken());
            assertThat(socket.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void subscriptions_of_a_socket_end_at_the_instant_and_so_does_the_socket() throws Exception {
        var expiry = clock.instant().plus(SOON).truncatedTo(ChronoUnit.SECONDS);
        var grace = with(shop.staff(), expiry);
        try (var logged = new CapturedLog();
                var socket = RawSocket.ready(grace);
                var stranger = RawSocket.ready(shop.anonymous())) {
            socket.subscribe("1", EVENTS);
            stranger.subscribe("1", STOCK);
            await().until(() -> feed.followers() == 1 && liveLog.listeners() == 1);
            assertThat(socket.nextInShort()).isEqualTo("1 error UNAUTHENTICATED");
            assertThat(clock.instant()).isBetween(expiry, expiry.plus(SOON));
            assertThat(socket.closeCode()).isEqualTo(4401);
            await().until(() -> feed.followers() == 0);
            assertThat(stranger.isOpen()).isTrue();
            assertThat(liveLog.listeners()).isEqualTo(1);
            assertThat(logged.lines()).isEmpty();
        }
    }

    @Test
    void server_sent_events_end_at_the_instant_also_those_that_anybody_may_hear() throws Exception {
        var expiry = clock.instant().plus(SOON).truncatedTo(ChronoUnit.SECONDS);
        var grace = with(shop.staff(), expiry);
        try (var events = Sse.subscribe(grace, EVENTS, Map.of());
                var stock = Sse.subscribe(grace, STOCK, Map.of())) {
            assertThat(events.nextCode()).isEqualTo("UNAUTHENTICATED");
            assertThat(stock.nextCode()).isEqualTo("UNAUTHENTICATED");
            assertThat(clock.instant()).isBetween(expiry, expiry.plus(SOON));
            await().until(() -> feed.followers() == 0 && liveLog.listeners() == 0);
        }
    }

    @Test
    void a_log_out_ends_a_subscription_before_its_next_event() throws Exception {
        var joan = shop.newUser(Role.STAFF);
        try (var socket = RawSocket.ready(joan);
                var stock = Sse.subscribe(joan, STOCK, Map.of())) {
            socket.subscribe("1", EVENTS);
            await().until(() -> feed.followers() == 1 && liveLog.listeners() == 1);
            joan.mutate("logOut", Map.of(), "endedSessions");
            shop.newNotebook(1);
            assertThat(socket.nextInShort()).isEqualTo("1 error UNAUTHENTICATED");
            assertThat(stock.nextCode()).isEqualTo("UNAUTHENTICATED");
        }
    }

    /** The same person with a token of the same session that ends sooner. */
    private Client with(Client client, Instant expiry) {
        var token = decoder.decode(Objects.requireNonNull(client.accessToken()));
        return Client.of(
                client.address(),
                tokens.issue(AccessTokens.user(token), AccessTokens.session(token), expiry.minusSeconds(60), expiry));
    }
}
