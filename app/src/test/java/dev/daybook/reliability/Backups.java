package dev.daybook.reliability;

import dev.daybook.reliability.Fault.Evidence;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Copies the log, or the whole database, under load, and carries it over to an empty database. */
final class Backups {
    private static final String COPY = "copy";

    static final List<Fault> ALL = List.of(
            new Fault("export and import", 3, false, Faults.SOON, Faults.TYPED, Backups::exportAndImport).inLongForm(),
            new Fault("pg_dump and pg_restore", 3, false, Faults.SOON, Faults.TYPED, Backups::dumpAndRestore)
                    .inLongForm()
                    .on(Stage.INSTALLED_SERVER)
                    .unless(InstalledServer::obstacle));

    private Backups() {}

    private static Evidence exportAndImport(World world, boolean isLong) throws Exception {
        var file =
                world.nodes().directory().resolve("log.jsonl").toAbsolutePath().toString();
        var before = world.journal().size();
        var snapshot = snapshot(world);
        var exported = world.shop().command("events", "export", "--force", file);
        var meanwhile = world.journal().size() - before;
        createCopy(world, "daybook");
        var imported =
                world.shop().begin(settings(world), "events", "import", file).waitFor();
        return compared(
                world, meanwhile, snapshot, "export ended with %d, import with %d".formatted(exported, imported));
    }

    private static Evidence dumpAndRestore(World world, boolean isLong) throws Exception {
        var file = world.nodes()
                .directory()
                .resolve("daybook.dump")
                .toAbsolutePath()
                .toString();
        var before = world.journal().size();
        var snapshot = snapshot(world);
        var dumped = run(world, "pg_dump", "--format=custom", "--file=" + file, "daybook");
        var meanwhile = world.journal().size() - before;
        createCopy(world, "postgres");
        var restored = run(world, "pg_restore", "--exit-on-error", "--dbname=" + COPY, file);
        return compared(world, meanwhile, snapshot, "dump ended with %d, restore with %d".formatted(dumped, restored));
    }

    /** What is committed now, of which a copy that is begun later lacks nothing. */
    private static String snapshot(World world) throws SQLException {
        return ask(world, "daybook", "select pg_current_snapshot()");
    }

    private static void createCopy(World world, String owner) throws SQLException {
        try (var database = world.database().connect();
                var statement = database.createStatement()) {
            statement.execute("create database %s owner %s".formatted(COPY, owner));
        }
    }

    private static Map<String, String> settings(World world) {
        return Map.of("SPRING_DATASOURCE_URL", world.database().url(COPY));
    }

    /**
     * The copy equals the log up to its end, and its projections equal it too. It lacks the events of transactions that were
     * not committed yet when it was begun, though their positions are less than those of others that were.
     *
     * @param snapshot from before the copy was begun
     */
    private static Evidence compared(World world, int meanwhile, String snapshot, String how) throws Exception {
        var verified = world.shop()
                .begin(settings(world), "projections", "verify", "--all")
                .waitFor();
        var end = ask(world, COPY, "select coalesce(max(position), 0) from domain_events");
        var holes = ask(
                world,
                COPY,
                "select array(select generate_series(1, %s) except select position from domain_events)".formatted(end));
        var digest =
                "select count(*) || ' events ' || md5(string_agg(e::text, '' order by position)) from domain_events e where position <= "
                        + end;
        var copy = ask(world, COPY, digest);
        var equal = copy.equals(ask(
                world,
                "daybook",
                "%s and (pg_visible_in_snapshot(xmin::text::xid8, '%s') or position <> all ('%s'::bigint[]))"
                        .formatted(digest, snapshot, holes)));
        try (var database = world.database().connect();
                var statement = database.createStatement()) {
            statement.execute("drop database %s with (force)".formatted(COPY));
        }
        return Evidence.of(
                verified == 0 && equal && meanwhile > 0 && !end.equals("0"),
                "%s, %d operations meanwhile; the copy has %s, %s, and its verification ended with %d"
                        .formatted(
                                how,
                                meanwhile,
                                copy.replaceFirst(" events .*", " events"),
                                equal ? "equal to the log" : "**not** equal to the log",
                                verified));
    }

    private static String ask(World world, String name, String sql) throws SQLException {
        try (var database = world.database().connect(name);
                var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    private static int run(World world, String name, String... arguments) throws Exception {
        var program = InstalledServer.find().orElseThrow().program(name).toString();
        var builder = new ProcessBuilder(
                        Stream.concat(Stream.of(program), Stream.of(arguments)).toList())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        world.nodes().directory().resolve("programs.log").toFile()));
        builder.environment().putAll(world.database().clientSettings());
        return builder.start().waitFor();
    }
}
