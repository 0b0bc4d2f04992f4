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
import java.util.UUID;

/** Kills what takes part in a rebuild, and erases somebody during one. A reader holds the rebuild up before its swap. */
final class Rebuilding {
    static final List<Fault> ALL = List.of(
            new Fault("rebuild, its node killed", 3, true, Faults.SOON, Faults.TYPED, Rebuilding::killNode)
                    .inLongForm(),
            new Fault("rebuild, the postmaster killed", 3, false, Faults.SOON, Faults.TYPED, Rebuilding::killPostmaster)
                    .inLongForm(),
            new Fault(
                            "rebuild, the operator's process killed",
                            3,
                            false,
                            Faults.SOON,
                            Faults.TYPED,
                            Rebuilding::killOperator)
                    .inLongForm(),
            new Fault("erasure during a rebuild", 3, false, Faults.SOON, Faults.TYPED, Rebuilding::erase).inLongForm());

    private static final Duration PATIENCE = ofSeconds(30);
    private static final String PASSWORD = "Forget-Me-42";

    private Rebuilding() {}

    private static Evidence killNode(World world, boolean isLong) throws Exception {
        int code;
        String during;
        try (var reader = reader(world)) {
            rebuildOrders(world.admin());
            during = awaitTables(reader, "orders");
            code = world.shop().kill();
        }
        world.shop().start();
        return finished(world, code == 137, during, "exit code " + code);
    }

    private static Evidence killPostmaster(World world, boolean isLong) throws Exception {
        int code;
        String during;
        var reader = reader(world);
        try {
            rebuildOrders(world.admin());
            during = awaitTables(reader, "orders");
            code = world.database().kill();
        } finally {
            reader.abort(Runnable::run);
        }
        world.database().start();
        return finished(world, code == 137, during, "exit code " + code);
    }

    private static Evidence killOperator(World world, boolean isLong) throws Exception {
        int code;
        String during;
        try (var reader = reader(world)) {
            var operator = world.shop().begin(Map.of(), "projections", "rebuild", "orders");
            during = awaitTables(reader, "orders");
            code = operator.destroyForcibly().waitFor();
        }
        return finished(world, code == 137, during, "exit code " + code);
    }

    /** A session that reads the orders for long: the swap waits for it. */
    private static Connection reader(World world) throws SQLException {
        var reader = world.database().connect();
        reader.setAutoCommit(false);
        try (var statement = reader.createStatement()) {
            statement.execute("select from orders limit 1");
            statement.execute("select from users limit 1");
        }
        return reader;
    }

    private static void rebuildOrders(Client admin) {
        rebuild(admin, "orders");
    }

    private static void rebuild(Client admin, String projection) {
        admin.mutate("rebuildProjection", Map.of("name", projection), "run { id }")
                .path("rebuildProjection.run.id")
                .hasValue();
    }

    /** Waits until the shadow tables are there, and says where the run stands. */
    private static String awaitTables(Connection reader, String projection) throws SQLException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            var found = text(reader, """
                    select string_agg(c.relname, ', ' order by c.relname) from pg_class c
                    join pg_namespace n on n.oid = c.relnamespace
                    where n.nspname = 'daybook_rebuild_%s' and c.relkind = 'r' and exists (
                        select from projection_runs_now where projection = '%1$s' and state = 'RUNNING'
                            and events_processed > 0)""".formatted(projection));
            if (!found.isEmpty()) {
                return found;
            }
            Faults.last(ofMillis(20));
        }
        return "";
    }

    /** What was killed has left a failed run and perhaps its tables; the next run puts both in order. */
    private static Evidence finished(World world, boolean killed, String during, String how) throws Exception {
        var left = lastRun(world, "orders");
        var again = world.shop().command("projections", "rebuild", "orders");
        var verified = world.shop().command("projections", "verify", "orders");
        var schemas = schemas(world);
        return Evidence.of(
                killed && !during.isEmpty() && left.equals("FAILED") && again == 0 && verified == 0 && schemas == 0,
                "%s while shadow tables of %s were there; that run is %s, the next ended with %d and its verification with %d, %d schemas are left"
                        .formatted(how, during, left, again, verified, schemas));
    }

    static String lastRun(World world, String projection) throws SQLException {
        try (var database = world.database().connect()) {
            return text(database, """
                    select state from projection_runs_now where projection = '%s' and kind = 'REBUILD'
                    order by started_at desc limit 1""".formatted(projection));
        }
    }

    private static int schemas(World world) throws SQLException {
        try (var database = world.database().connect()) {
            return Integer.parseInt(
                    text(database, "select count(*) from pg_namespace where nspname like 'daybook\\_re%'"));
        }
    }

    private static Evidence erase(World world, boolean isLong) throws Exception {
        var name = "forget_" + UUID.randomUUID().toString().substring(0, 8);
        var admin = world.admin();
        var somebody = register(admin, name);
        boolean running;
        try (var reader = reader(world)) {
            rebuild(admin, "users");
            running = !awaitTables(reader, "users").isEmpty();
            admin.mutate(
                            "eraseUser",
                            Map.of(
                                    "userId",
                                    somebody,
                                    "idempotencyKey",
                                    UUID.randomUUID().toString()),
                            "erasedUserId")
                    .path("eraseUser.erasedUserId")
                    .hasValue();
            running &= lastRun(world, "users").equals("RUNNING");
        }
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (lastRun(world, "users").equals("RUNNING") && System.nanoTime() < deadline) {
            Faults.last(ofMillis(50));
        }
        var run = lastRun(world, "users");
        var verified = world.shop().command("projections", "verify", "users");
        try (var database = world.database().connect()) {
            var rows = text(database, "select count(*) from users u where u::text like '%%%s%%'".formatted(name));
            return Evidence.of(
                    running && run.equals("SUCCEEDED") && verified == 0 && rows.equals("0"),
                    "run %s at the erasure and then %s, its verification ended with %d, %s rows tell the name"
                            .formatted(running ? "RUNNING" : "not running", run, verified, rows));
        }
    }

    private static String register(Client admin, String name) {
        var user = Map.of("username", name, "email", name + "@example.com", "password", PASSWORD);
        return admin.mutate(
                        "createUsers",
                        Map.of(
                                "users", List.of(user),
                                "idempotencyKey", UUID.randomUUID().toString()),
                        "results { user { id } }")
                .path("createUsers.results[0].user.id")
                .entity(String.class)
                .get();
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() && rows.getString(1) != null ? rows.getString(1) : "";
        }
    }
}
