package dev.daybook.graphql.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.daybook.security.ClientAddress;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConnectionQuotaTest {
    private static final ClientAddress HOME = new ClientAddress("home");
    private static final ClientAddress OFFICE = new ClientAddress("office");

    private final ConnectionQuota quota =
            new ConnectionQuota(new QuotaSettings(2, 3, 5, 1, 2), new SimpleMeterRegistry());

    @Test
    void a_connection_an_address_and_the_node_have_so_many_each() {
        subscribe(HOME, "a");
        subscribe(HOME, "a");
        assertRefused(HOME, "a", "A connection may have at most 2 subscriptions at once");
        subscribe(HOME, null);
        assertRefused(HOME, null, "An address may have at most 3 subscriptions at once");
        assertRefused(HOME, "b", "An address may have at most 3 subscriptions at once");
        subscribe(OFFICE, null);
        subscribe(OFFICE, null);
        assertRefused(OFFICE, null, "There are too many subscriptions at this moment");
        assertThat(quota.subscriptions()).isEqualTo(5);
    }

    @Test
    void a_refused_permit_holds_nothing_and_a_permit_is_released_once() {
        var first = subscribe(HOME, "a");
        subscribe(HOME, "a");
        Stream.generate(() -> "a").limit(10).forEach(socket -> assertRefused(HOME, socket, "A connection"));
        assertThat(quota.subscriptions()).isEqualTo(2);
        first.release();
        first.release();
        assertThat(quota.subscriptions()).isEqualTo(1);
        subscribe(HOME, "a");
        assertRefused(HOME, "a", "A connection");
    }

    @Test
    void sockets_are_counted_by_themselves() {
        var first = quota.forSocket(HOME);
        assertThat(quota.isFullOfSocketsFrom(HOME)).isTrue();
        assertThat(quota.isFullOfSocketsFrom(OFFICE)).isFalse();
        assertThat(quota.isFullOfSockets()).isFalse();
        quota.forSocket(OFFICE);
        assertThat(quota.isFullOfSockets()).isTrue();
        assertThatExceptionOfType(QuotaExceeded.class)
                .isThrownBy(() -> quota.forSocket(HOME))
                .withMessage("An address may have at most 1 WebSockets at once");
        first.release();
        assertThat(quota.isFullOfSocketsFrom(HOME)).isFalse();
        assertThat(quota.sockets()).isEqualTo(1);
        assertThat(quota.subscriptions()).isZero();
    }

    private Permit subscribe(ClientAddress address, @Nullable String socket) {
        return quota.forSubscription(new Origin(address, socket));
    }

    private void assertRefused(ClientAddress address, @Nullable String socket, String message) {
        assertThatExceptionOfType(QuotaExceeded.class)
                .isThrownBy(() -> subscribe(address, socket))
                .withMessageStartingWith(message);
    }
}
