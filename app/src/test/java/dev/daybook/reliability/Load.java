package dev.daybook.reliability;

import dev.daybook.reliability.Operation.Kind;
import dev.daybook.support.Nginx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/** Clients that each send their next operation when the last one is answered, and journal all of them. */
final class Load implements AutoCloseable {
    private static final Duration PACE = Duration.ofMillis(40);
    private static final Duration AFTER_A_FAILURE = Duration.ofMillis(200);
    private static final Duration RESOLUTION = Duration.ofSeconds(60);

    private final ShopHttp http;
    private final Journal journal;
    private final List<Buyer> buyers = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> running = new ArrayList<>();
    private final List<Future<?>> crowd = new ArrayList<>();
    private volatile boolean open;
    private volatile boolean rushing;

    Load(ShopHttp http, Journal journal, Market market, long seed) {
        this.http = http;
        this.journal = journal;
        for (var customer : market.customers()) {
            buyers.add(new Buyer(market, customer, seed + buyers.size()));
        }
    }

    /** Spreads what is sent from now on over these nodes. */
    void sendTo(ShopNode... nodes) {
        http.sendTo(Stream.of(nodes).map(ShopNode::address));
    }

    /** Leaves it to a proxy to which node goes what is sent from now on. */
    void sendThrough(Nginx proxy) {
        http.sendTo(Stream.of(proxy.address()));
    }

    void start() {
        start(buyers.size());
    }

    /** Starts so many of the clients. */
    void start(int clients) {
        open = true;
        buyers.stream().limit(clients).forEach(buyer -> running.add(run(buyer, Buyer::next, () -> open)));
    }

    /** Lets so many more clients order the first product. */
    void rush(Market market, int clients) {
        rushing = true;
        for (int i = 0; i < clients; i++) {
            var customers = market.customers();
            var buyer = new Buyer(market, customers.get(i % customers.size()), i);
            crowd.add(run(buyer, Buyer::placeFirstProduct, () -> rushing));
        }
    }

    void calm() throws InterruptedException, ExecutionException {
        rushing = false;
        await(crowd);
    }

    private Future<?> run(Buyer buyer, Function<Buyer, Request> choice, BooleanSupplier goesOn) {
        return threads.submit(() -> {
            while (goesOn.getAsBoolean()) {
                var request = choice.apply(buyer);
                var reply = send(request);
                buyer.learn(request, reply);
                LockSupport.parkNanos((reply.status() == 200 ? PACE : AFTER_A_FAILURE).toNanos());
            }
            return null;
        });
    }

    /** Orders the first product once, and returns the id of the order, which no client knows. */
    String order(Market market) throws InterruptedException {
        var request = new Buyer(market, market.customers().getFirst(), 0).placeFirstProduct();
        return send(request).payload().path("order").path("id").asString();
    }

    private Reply send(Request request) throws InterruptedException {
        var sent = System.nanoTime();
        var reply = http.send(request);
        journal.add(request, operation(request, sent, reply));
        return reply;
    }

    /** Stops all clients, and returns when each has its last answer. */
    void stop() throws InterruptedException, ExecutionException {
        open = false;
        await(running);
    }

    private static void await(List<Future<?>> clients) throws InterruptedException, ExecutionException {
        for (var client : clients) {
            client.get();
        }
        clients.clear();
    }

    /** Sends whatever has an unknown outcome again with the same key, until it is known. Returns how many those were. */
    int resolve() throws InterruptedException {
        var unresolved = journal.unresolved();
        var deadline = System.nanoTime() + RESOLUTION.toNanos();
        for (var request : unresolved) {
            var sent = System.nanoTime();
            var reply = http.send(request);
            while (!reply.isFinal()) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("The outcome of %s stays unknown: %d %s"
                            .formatted(request.key(), reply.status(), reply.code()));
                }
                LockSupport.parkNanos(AFTER_A_FAILURE.toNanos());
                reply = http.send(request);
            }
            journal.resolve(operation(request, sent, reply));
        }
        return unresolved.size();
    }

    private static Operation operation(Request request, long sent, Reply reply) {
        var subject = request.kind() == Kind.PLACE && reply.outcome() == Operation.Outcome.OK
                ? Ids.uuid(reply.payload().path("order").path("id").asString())
                : request.subject();
        return new Operation(
                request.kind(),
                request.key(),
                subject,
                sent,
                System.nanoTime(),
                reply.outcome(),
                reply.status(),
                reply.code());
    }

    @Override
    public void close() {
        open = false;
        rushing = false;
        threads.shutdownNow();
        threads.close();
    }
}
