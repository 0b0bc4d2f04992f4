package dev.daybook.graphql.quota;

import dev.daybook.security.ClientAddress;
import dev.daybook.security.RefusalCounter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Quota of subscriptions and WebSockets on this node: in all, per client address and per WebSocket. */
@Component
public class ConnectionQuota {
    private static final Object NODE = new Object();

    private final Map<Share, Integer> taken = new HashMap<>();
    private final QuotaSettings settings;
    private final Counter refusedSubscriptions;
    private final Counter refusedSockets;

    ConnectionQuota(QuotaSettings settings, MeterRegistry meters) {
        this.settings = settings;
        refusedSubscriptions = RefusalCounter.of("subscriptions", meters);
        refusedSockets = RefusalCounter.of("websockets", meters);
        Gauge.builder("daybook.websockets", this, ConnectionQuota::sockets)
                .description("Open WebSockets")
                .register(meters);
        gauge("websocket", ConnectionQuota::subscriptionsOfSockets, meters);
        gauge("sse", quota -> quota.subscriptions() - quota.subscriptionsOfSockets(), meters);
    }

    private void gauge(String transport, ToDoubleFunction<ConnectionQuota> open, MeterRegistry meters) {
        Gauge.builder("daybook.subscriptions", this, open)
                .description("Open subscriptions")
                .tag("transport", transport)
                .register(meters);
    }

    private enum Kind {
        SUBSCRIPTION,
        SOCKET
    }

    private record Share(Kind kind, Object owner) {}

    /** @param refusal message when it is used up */
    private record Limit(Share share, int most, String refusal) {}

    /** @throws QuotaExceeded when no permit is left */
    public Permit forSubscription(Origin origin) {
        var shared = List.of(
                new Limit(
                        new Share(Kind.SUBSCRIPTION, origin.address()),
                        settings.perAddress(),
                        "An address may have at most %d subscriptions at once".formatted(settings.perAddress())),
                new Limit(
                        new Share(Kind.SUBSCRIPTION, NODE),
                        settings.perNode(),
                        "There are too many subscriptions at this moment"));
        return take(
                origin.socket() == null
                        ? shared
                        : Stream.concat(
                                        Stream.of(new Limit(
                                                new Share(Kind.SUBSCRIPTION, origin.socket()),
                                                settings.perConnection(),
                                                "A connection may have at most %d subscriptions at once"
                                                        .formatted(settings.perConnection()))),
                                        shared.stream())
                                .toList());
    }

    /** @throws QuotaExceeded when no permit is left */
    public Permit forSocket(ClientAddress address) {
        return take(List.of(ofAddress(address), ofNode()));
    }

    /** True when this client address has used up its own share of WebSockets, as opposed to that of the node. */
    public boolean isFullOfSocketsFrom(ClientAddress address) {
        return isUsedUp(ofAddress(address));
    }

    public boolean isFullOfSockets() {
        return isUsedUp(ofNode());
    }

    public int subscriptions() {
        return taken(new Share(Kind.SUBSCRIPTION, NODE));
    }

    public int sockets() {
        return taken(new Share(Kind.SOCKET, NODE));
    }

    /** Counts a WebSocket that was refused at its handshake. */
    public void countRefusedSocket() {
        refusedSockets.increment();
    }

    /** Of each socket by its id. */
    private synchronized int subscriptionsOfSockets() {
        return taken.entrySet().stream()
                .filter(entry -> entry.getKey().kind() == Kind.SUBSCRIPTION
                        && entry.getKey().owner() instanceof String)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private Limit ofAddress(ClientAddress address) {
        return new Limit(
                new Share(Kind.SOCKET, address),
                settings.socketsPerAddress(),
                "An address may have at most %d WebSockets at once".formatted(settings.socketsPerAddress()));
    }

    private Limit ofNode() {
        return new Limit(
                new Share(Kind.SOCKET, NODE),
                settings.socketsPerNode(),
                "There are too many WebSockets at this moment");
    }

    private synchronized Permit take(List<Limit> limits) {
        for (var limit : limits) {
            if (isUsedUp(limit)) {
                (limit.share().kind() == Kind.SOCKET ? refusedSockets : refusedSubscriptions).increment();
                throw new QuotaExceeded(limit.refusal());
            }
        }
        limits.forEach(limit -> taken.merge(limit.share(), 1, Integer::sum));
        return new Permit(() -> release(limits));
    }

    private synchronized void release(List<Limit> limits) {
        limits.forEach(limit -> taken.computeIfPresent(limit.share(), (_, count) -> count == 1 ? null : count - 1));
    }

    private boolean isUsedUp(Limit limit) {
        return taken(limit.share()) >= limit.most();
    }

    private synchronized int taken(Share share) {
        return taken.getOrDefault(share, 0);
    }
}
