package dev.daybook.reliability;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.daybook.reliability.Fault.Evidence;
import dev.daybook.support.KafkaBroker;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Lets a broker of Kafka, or the node that publishes to it, go away under load, and compares the topic with the log. */
final class Publishing {
    static final List<Fault> ALL = List.of(
            new Fault("broker away", 1, false, Faults.SOON, Faults.TYPED, Publishing::brokerAway).inLongForm(),
            new Fault("publishing node killed", 3, false, Faults.SOON, Faults.TYPED, Publishing::killPublisher)
                    .inLongForm());

    private static final Duration PATIENCE = ofSeconds(90);
    private static final int SOME = 100;
    private static final JsonMapper JSON = new JsonMapper();

    private Publishing() {}

    private static Evidence brokerAway(World world, boolean isLong) throws Exception {
        var topic = newTopic();
        try (var broker = KafkaBroker.start();
                var _ = world.nodes().open(settings(broker, topic))) {
            awaitPublished(world, topic);
            ManyNodes.awaitSuccesses(world, SOME);
            var before = world.journal().size();
            var code = broker.kill();
            Faults.last(ofSeconds(isLong ? 60 : 10));
            var answered = world.journal().size() - before;
            var waited = lag(world, topic);
            broker.restart();
            var back = System.nanoTime();
            awaitPublished(world, topic);
            var seconds = (System.nanoTime() - back) / 1_000_000_000;
            ManyNodes.awaitSuccesses(world, SOME);
            var comparison = compared(world, broker, topic);
            return Evidence.of(
                    code == 137 && waited > 0 && comparison.isEqual(),
                    "exit code %d, %d operations meanwhile, %d positions behind and caught up %d s after its return; %s"
                            .formatted(code, answered, waited, seconds, comparison));
        }
    }

    /** With two nodes that could publish, of which only one does until it is killed. */
    private static Evidence killPublisher(World world, boolean isLong) throws Exception {
        var topic = newTopic();
        try (var broker = KafkaBroker.start();
                var first = world.nodes().open(settings(broker, topic))) {
            awaitPublished(world, topic);
            var owner = owner(world, topic);
            try (var _ = world.nodes().open(settings(broker, topic))) {
                ManyNodes.awaitSuccesses(world, SOME);
                var stayed = owner(world, topic).equals(owner);
                var code = first.kill();
                var killed = System.nanoTime();
                while (owner(world, topic).equals(owner) && System.nanoTime() - killed < PATIENCE.toNanos()) {
                    Faults.last(ofMillis(100));
                }
                var seconds = (System.nanoTime() - killed) / 1_000_000_000;
                awaitPublished(world, topic);
                var comparison = compared(world, broker, topic);
                return Evidence.of(
                        code == 137 && stayed && comparison.isEqual(),
                        "exit code %d, the other publishes after %d s; %s".formatted(code, seconds, comparison));
            }
        }
    }

    private static String newTopic() {
        return "log-" + UUID.randomUUID();
    }

    private static Map<String, String> settings(KafkaBroker broker, String topic) {
        return Map.of("DAYBOOK_KAFKA_TOPIC", topic, "SPRING_KAFKA_BOOTSTRAPSERVERS", broker.address());
    }

    private static String owner(World world, String topic) throws SQLException {
        return ask(world, topic, "coalesce(owner, '')");
    }

    private static long lag(World world, String topic) throws SQLException {
        return Long.parseLong(
                ask(
                        world,
                        topic,
                        "(select max(position) from domain_events) - (convert_from(token, 'UTF8')::jsonb ->> 'globalIndex')::bigint"));
    }

    private static String ask(World world, String topic, String what) throws SQLException {
        try (var database = world.database().connect();
                var select = database.prepareStatement(
                        "select %s from subscriber_tokens where subscriber = ?".formatted(what))) {
            select.setString(1, "kafka:" + topic);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    /** Waits until it is hardly behind, as it always is a little under load. */
    private static void awaitPublished(World world, String topic) throws SQLException {
        awaitLag(world, topic, SOME);
    }

    private static void awaitLag(World world, String topic, long most) throws SQLException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (lag(world, topic) > most) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The topic is %d positions behind".formatted(lag(world, topic)));
            }
            Faults.last(ofMillis(100));
        }
    }

    /** @param differences what is missing, out of order, or not in the log */
    private record Comparison(int events, int duplicates, List<String> differences) {
        boolean isEqual() {
            return events > 0 && differences.isEmpty();
        }

        @Override
        public String toString() {
            return "the topic has all %d events in the order of their streams, %d of them more than once"
                            .formatted(events, duplicates)
                    + (differences.isEmpty() ? "" : ", **but** " + differences);
        }
    }

    /** Compares when nobody writes. */
    private static Comparison compared(World world, KafkaBroker broker, String topic) throws Exception {
        world.load().stop();
        awaitLag(world, topic, 0);
        var events = new HashMap<String, String>();
        try (var database = world.database().connect();
                var statement = database.createStatement();
                var rows = statement.executeQuery("""
                        select event_id, concat_ws(' ', type, aggregate_id, sequence_number, position) from domain_events""")) {
            while (rows.next()) {
                events.put(rows.getString(1), rows.getString(2));
            }
        }
        var differences = new ArrayList<String>();
        var seen = new HashSet<String>();
        var next = new HashMap<String, Long>();
        var duplicated = new HashSet<String>();
        for (var message : broker.read(topic)) {
            var event = JSON.readTree(message.value());
            var id = event.path("id").asString();
            var stream = event.path("subject").asString();
            var number = Long.parseLong(event.path("sequencenumber").asString());
            var told = "%s %s %d %s"
                    .formatted(
                            event.path("type").asString(),
                            stream,
                            number,
                            event.path("position").asString());
            if (!told.equals(events.get(id)) || !stream.equals(message.key())) {
                differences.add("event %s is %s".formatted(id, told));
            } else if (!seen.add(id)) {
                duplicated.add(id);
            } else if (next.merge(stream, 1L, Long::sum) != number + 1) {
                differences.add("event %s comes too early".formatted(told));
            }
        }
        var missing = new HashSet<>(events.keySet());
        missing.removeAll(seen);
        if (!missing.isEmpty()) {
            differences.add("%d events are missing".formatted(missing.size()));
        }
        world.load().start();
        return new Comparison(seen.size(), duplicated.size(), few(differences));
    }

    private static List<String> few(List<String> differences) {
        return differences.stream().limit(5).toList();
    }
}
