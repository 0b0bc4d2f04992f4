package dev.daybook.reliability;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.daybook.reliability.Fault.Evidence;
import dev.daybook.support.Client;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Puts events into the log that the shop cannot read, and mends that as {@code docs/operations/README.md} says. */
final class UnreadableEvents {
    static final List<Fault> ALL = List.of(
            new Fault(
                    "event of an unknown type",
                    3,
                    false,
                    Faults.SOON,
                    Faults.TYPED,
                    (world, _) -> unknown(world, "ordering.OrderPutOnHold", null)),
            new Fault(
                    "event of an unknown revision",
                    3,
                    false,
                    Faults.SOON,
                    Faults.TYPED,
                    (world, _) -> unknown(world, "ordering.OrderConfirmed", "99")),
            new Fault("event that cannot be read", 3, false, Faults.SOON, Faults.TYPED, UnreadableEvents::poison)
                    .inLongForm());

    private static final Duration PATIENCE = ofSeconds(20);

    private UnreadableEvents() {}

    /** As a newer version writes it: what it has to do with stands still, until the newer version is there, or the event gone. */
    private static Evidence unknown(World world, String type, @Nullable String revision) throws Exception {
        var admin = world.admin();
        try (var database = world.database().connect()) {
            var id = world.load().order(world.market());
            var order = Ids.uuid(id);
            insert(database, order, type, revision, "{}");
            var refusal = confirm(admin, id);
            var events = eventsOf(database, order);
            var stopped = await(() -> errorOf(admin).contains(type));
            var before = world.journal().size();
            execute(database, "set session_replication_role = replica");
            execute(database, "delete from domain_events where metadata ->> 'strange' = '%s'".formatted(order));
            execute(database, "reset session_replication_role");
            var goesOn = await(() -> errorOf(admin).isEmpty());
            var confirmed = confirm(admin, id);
            return Evidence.of(
                    refusal.equals("NEWER_VERSION") && events == 1 && stopped && goesOn && confirmed.isEmpty(),
                    "command refused as %s, %d events written, subscriber %s and then %s, the command then %s (%d operations later)"
                            .formatted(
                                    refusal,
                                    events - 1,
                                    stopped ? "stopped in front of it" : "not stopped",
                                    goesOn ? "goes on" : "stands",
                                    confirmed.isEmpty() ? "done" : "refused as " + confirmed,
                                    world.journal().size() - before));
        }
    }

    private static Evidence poison(World world, boolean isLong) throws Exception {
        var admin = world.admin();
        try (var database = world.database().connect()) {
            var id = world.load().order(world.market());
            var order = Ids.uuid(id);
            insert(database, order, "ordering.OrderConfirmed", null, "{\"order\": [42]}");
            var refusal = confirm(admin, id);
            var written = eventsOf(database, order) - 1;
            var visible = await(() -> lettersOf(admin) > 0);
            execute(database, "set session_replication_role = replica");
            execute(
                    database,
                    "update domain_events set payload = jsonb_build_object('order', aggregate_id) where metadata ->> 'strange' = '%s'"
                            .formatted(order));
            execute(database, "reset session_replication_role");
            admin.mutate("retryDeadLetters", Map.of("subscriber", "notification-sender"), "retried remaining")
                    .path("retryDeadLetters.retried")
                    .hasValue();
            var left = lettersOf(admin);
            var rebuilt = world.shop().command("projections", "rebuild", "orders");
            return Evidence.of(
                    !refusal.isEmpty() && written == 0 && visible && left == 0 && rebuilt == 0,
                    "command refused as %s, %d events written, dead letter %s; after it was mended %d dead letters, rebuild ended with %d"
                            .formatted(refusal, written, visible ? "seen" : "not seen", left, rebuilt));
        }
    }

    /** Appends such an event to the stream of the order. */
    private static void insert(
            Connection database, String order, String type, @Nullable String revision, String payload)
            throws SQLException {
        try (var insert = database.prepareStatement("""
                insert into domain_events (event_id, aggregate_id, sequence_number, aggregate_type, occurred_at, type,
                    revision, payload, metadata)
                select gen_random_uuid(), aggregate_id, max(sequence_number) + 1, aggregate_type, now(), ?, ?, ?::jsonb,
                    jsonb_build_object('strange', aggregate_id, 'actor', 'system:reliability')
                from domain_events where aggregate_id = ? group by aggregate_id, aggregate_type""")) {
            insert.setString(1, type);
            insert.setString(2, revision);
            insert.setString(3, payload);
            insert.setString(4, order);
            if (insert.executeUpdate() != 1) {
                throw new IllegalStateException("There is no order " + order);
            }
        }
    }

    private static int eventsOf(Connection database, String order) throws SQLException {
        try (var statement = database.prepareStatement("""
                select count(*) from domain_events e where aggregate_id = ? and sequence_number >= (
                    select sequence_number from domain_events where metadata ->> 'strange' = e.aggregate_id)""")) {
            statement.setString(1, order);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    /** The code with which the command is refused; empty when it is done. */
    private static String confirm(Client admin, String order) {
        var code = new StringBuilder();
        var response = admin.mutate(
                "confirmOrder",
                Map.of("orderId", order, "idempotencyKey", UUID.randomUUID().toString()),
                "order { status }");
        response.errors()
                .satisfy(errors -> errors.forEach(
                        error -> code.append(error.getExtensions().get("code"))));
        return code.isEmpty()
                ? response.path("confirmOrder.userErrors[*].code").entityList(String.class).get().stream()
                        .findFirst()
                        .orElse("")
                : code.toString();
    }

    private static String errorOf(Client admin) {
        return admin
                .run("{ systemHealth { subscribers { error } } }")
                .path("systemHealth.subscribers[*].error")
                .entityList(String.class)
                .get()
                .stream()
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    private static int lettersOf(Client admin) {
        return admin.run("{ deadLetters(first: 1) { totalCount } }")
                .path("deadLetters.totalCount")
                .entity(Integer.class)
                .get();
    }

    private static boolean await(BooleanSupplier condition) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (condition.getAsBoolean()) {
                return true;
            }
            Faults.last(ofMillis(200));
        }
        return false;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
