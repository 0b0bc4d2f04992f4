package dev.daybook.reliability;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.daybook.reliability.Fault.Evidence;
import dev.daybook.support.Client;
import dev.daybook.support.Scrape;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Lets two more nodes read on a replica that lags, and on one that is killed. */
final class Replicas {
    static final List<Fault> ALL = List.of(
            new Fault("replica lags 5 s", 1, false, Faults.SOON, Faults.TYPED, Replicas::lag).inLongForm(),
            new Fault("replica killed (kill -9)", 1, false, Faults.SOON, Faults.TYPED, Replicas::kill).inLongForm());

    private static final int READERS = 4;
    private static final String READ_ON_REPLICA = "daybook_replica_queries_total";

    private Replicas() {}

    /** Who writes at one node reads it at once at the other; strangers may not see it yet. */
    private static Evidence lag(World world, boolean isLong) throws Exception {
        try (var site = Site.open(world, "lagging", "recovery_min_apply_delay=5s")) {
            world.load().sendTo(world.shop(), site.one(), site.other());
            var writer = Client.of(site.one().address(), world.market().staff());
            var reader = Client.of(site.other().address(), world.market().staff());
            var stranger = Client.of(site.other().address(), null);
            int written = 0;
            int read = 0;
            int hidden = 0;
            for (var end = System.nanoTime() + ofSeconds(isLong ? 60 : 10).toNanos();
                    System.nanoTime() < end;
                    written++) {
                var product =
                        Market.create(List.of(input(written)), writer).get().getFirst();
                read += sees(reader, product) ? 1 : 0;
                hidden += sees(stranger, product) ? 0 : 1;
            }
            var onReplica = site.queriesOnReplica();
            world.load().sendTo(world.shop());
            return Evidence.of(
                    written > 0 && read == written && hidden > 0 && onReplica > 0,
                    "%d of %d writes read at once at the other node, %d hidden from strangers, %d queries on the replica"
                            .formatted(read, written, hidden, onReplica));
        }
    }

    private static Map<String, Object> input(int number) {
        return Map.of(
                "name", "Pencil " + number, "sku", "PC-" + number, "price", Market.euros("1.00"), "initialStock", 1);
    }

    private static boolean sees(Client client, String product) {
        return client.run("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", Map.of("ids", List.of(product)))
                .path("nodes[?(@.id)].id")
                .entityList(String.class)
                .get()
                .contains(product);
    }

    /** Each query is answered without an error, and the replica is used again. */
    private static Evidence kill(World world, boolean isLong) throws Exception {
        try (var site = Site.open(world, "killed");
                var readers = new Readers(site.one())) {
            int code = 0;
            for (int i = 0; i < (isLong ? 5 : 1); i++) {
                Faults.last(ofSeconds(2));
                code = site.standby().kill();
                Faults.last(ofSeconds(3));
                site.standby().start();
                site.awaitUse();
            }
            return Evidence.of(
                    code == 137 && readers.failed.get() == 0 && readers.answered.get() > 0,
                    "exit code %d, %d queries answered meanwhile, the slowest after %d ms, %d not; %d on the replica"
                            .formatted(
                                    code,
                                    readers.answered.get(),
                                    readers.slowest.get(),
                                    readers.failed.get(),
                                    site.queriesOnReplica()));
        }
    }

    /** Two nodes with a replica, beside the one of the world. */
    private record Site(DatabaseServer standby, ShopNode one, ShopNode other, String staff) implements AutoCloseable {
        static Site open(World world, String name, String... settings) throws Exception {
            var standby = world.database().standby(name, List.of(settings));
            var replica = Map.of(
                    "DAYBOOK_REPLICA_URL", standby.url("daybook"),
                    "SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE", "10",
                    "SPRING_DATASOURCE_HIKARI_MINIMUMIDLE", "2");
            var site = new Site(
                    standby,
                    world.nodes().open(replica),
                    world.nodes().open(replica),
                    world.market().staff());
            site.awaitUse();
            return site;
        }

        void awaitUse() throws Exception {
            for (var node : List.of(one, other)) {
                while (sum(node, "daybook_replica_used", Map.of()) < 1) {
                    Faults.last(ofMillis(100));
                }
            }
        }

        long queriesOnReplica() throws Exception {
            var there = Map.of("server", "replica");
            return Math.round(sum(one, READ_ON_REPLICA, there) + sum(other, READ_ON_REPLICA, there));
        }

        private double sum(ShopNode node, String metric, Map<String, String> labels) throws Exception {
            return Scrape.of(node.address(), staff).series().stream()
                    .filter(one ->
                            one.name().equals(metric) && one.labels().entrySet().containsAll(labels.entrySet()))
                    .mapToDouble(Scrape.Series::value)
                    .sum();
        }

        @Override
        public void close() throws IOException {
            one.close();
            other.close();
            standby.close();
        }
    }

    /** Strangers who read all the time. */
    private static final class Readers implements AutoCloseable {
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final AtomicLong answered = new AtomicLong();
        private final AtomicLong failed = new AtomicLong();
        private final AtomicLong slowest = new AtomicLong();
        private volatile boolean reading = true;

        Readers(ShopNode node) {
            for (int i = 0; i < READERS; i++) {
                threads.submit(() -> read(Client.of(node.address(), null)));
            }
        }

        private void read(Client stranger) {
            while (reading) {
                var began = System.nanoTime();
                try {
                    stranger.run("{ products(first: 20) { nodes { name category { name } } } }")
                            .path("products.nodes")
                            .entityList(Map.class)
                            .hasSizeGreaterThan(1);
                    answered.incrementAndGet();
                } catch (RuntimeException | AssertionError e) {
                    failed.incrementAndGet();
                }
                slowest.accumulateAndGet((System.nanoTime() - began) / 1_000_000, Math::max);
            }
        }

        @Override
        public void close() {
            reading = false;
            threads.close();
        }
    }
}
