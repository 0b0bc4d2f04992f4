package dev.daybook.reliability;

import dev.daybook.database.embedded.DataDirectory;
import dev.daybook.database.embedded.EmbeddedDatabase;
import dev.daybook.support.Directories;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** PostgreSQL as a server of its own, durable as in production, which can fail and be started again on the same port. */
public final class DatabaseServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final Path data;
    private final Path log;
    private final Path program;
    private final String password;
    private final int port;
    private final List<String> settings;
    private Process process;

    private DatabaseServer(Path data, Path log, Path program, String password, List<String> settings)
            throws IOException, InterruptedException {
        this.data = data;
        this.log = log;
        this.program = program;
        this.password = password;
        this.port = freePort();
        this.settings = settings;
        this.process = launch();
        // Nor does it outlive a run that is interrupted.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly()));
        awaitStart();
    }

    /** Moves the data of a server that is not running, to a disk of their own. */
    @FunctionalInterface
    interface Move {
        void of(Path data) throws IOException, InterruptedException;
    }

    /** Makes a new database in the directory with the programs that a shop brings along, and starts a server on it. */
    public static DatabaseServer create(Path path) throws IOException, InterruptedException {
        return create(path, _ -> {}, List.of());
    }

    /**
     * The same, elsewhere or with other settings.
     *
     * @param settings beside those of a durable server
     */
    static DatabaseServer create(Path path, Move move, List<String> settings) throws IOException, InterruptedException {
        EmbeddedDatabase.start(path).close();
        var directory = new DataDirectory(path);
        move.of(directory.data());
        try (var files = Files.walk(directory.programs())) {
            var program = files.filter(file -> file.endsWith("bin/postgres"))
                    .findFirst()
                    .orElseThrow();
            var password = Files.readString(DataDirectory.passwordIn(directory.data()));
            return new DatabaseServer(directory.data(), logOf(directory.data()), program, password, settings);
        }
    }

    /** Makes a new database in the directory with the programs of the machine, and starts a server on it. */
    public static DatabaseServer of(InstalledServer installed, Path path)
            throws IOException, InterruptedException, SQLException {
        var password = UUID.randomUUID().toString();
        var data = path.resolve("data");
        var file = Files.writeString(Files.createDirectories(path).resolve("password"), password);
        var making = new ArrayList<>(asNobody());
        making.addAll(List.of(
                installed.program("initdb").toString(),
                "--pgdata=" + data,
                "--username=postgres",
                "--auth=scram-sha-256",
                "--pwfile=" + file,
                "--encoding=UTF8",
                "--no-locale"));
        var made = new ProcessBuilder(making)
                .redirectErrorStream(true)
                .redirectOutput(path.resolve("initdb.log").toFile())
                .start();
        if (made.waitFor() != 0) {
            throw new IllegalStateException("There is no database, see " + path.resolve("initdb.log"));
        }
        var server = new DatabaseServer(data, logOf(data), installed.program("postgres"), password, List.of());
        try (var connection = server.connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("create role daybook login password '%s'".formatted(password));
            statement.execute("create database daybook owner daybook");
        }
        return server;
    }

    private static Path logOf(Path data) {
        return data.resolveSibling("postgres.log");
    }

    /**
     * Starts a standby, which streams from this server without being waited for, of a copy of its data beside them; this
     * server is down meanwhile.
     *
     * @param settings beside those of a durable server
     */
    public DatabaseServer standby(String name, List<String> settings)
            throws IOException, InterruptedException, SQLException {
        stop("INT");
        var copy = Directories.copy(data, data.resolveSibling(name));
        start();
        Files.createFile(copy.resolve("standby.signal"));
        var all = new ArrayList<>(settings);
        all.add("primary_conninfo=host=127.0.0.1 port=%d user=postgres password=%s application_name=%s"
                .formatted(port, password, name));
        all.add("wal_retrieve_retry_interval=100ms");
        var standby = new DatabaseServer(copy, data.resolveSibling(name + ".log"), program, password, all);
        while (!ask("select count(*) from pg_stat_replication where state = 'streaming' and application_name = '%s'"
                        .formatted(name))
                .equals("1")) {
            Thread.sleep(20);
        }
        return standby;
    }

    /**
     * Lets each commit wait until these standbys have it.
     *
     * @param standbys as {@code synchronous_standby_names} names them; none where it is empty
     */
    public void awaitAtCommit(String standbys) throws SQLException {
        try (var connection = connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("alter system set synchronous_standby_names = '%s'".formatted(standbys));
            statement.execute("select pg_reload_conf()");
        }
    }

    /** Makes a primary of this standby. */
    public void promote() throws SQLException {
        if (!ask("select pg_promote()").equals("t")) {
            throw new IllegalStateException("The standby is not promoted, see " + log());
        }
    }

    /** Sessions of rebuilds and verifications. */
    int sessionsOfRuns() throws SQLException {
        return Integer.parseInt(
                ask("select count(*) from pg_stat_activity where application_name like 'daybook replay%'"));
    }

    private String ask(String question) throws SQLException {
        try (var connection = connect("postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            rows.next();
            return rows.getString(1);
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Process launch() throws IOException {
        var command = new ArrayList<>(asNobody());
        command.addAll(List.of(program.toString(), "-D", data.toString(), "-p", Integer.toString(port)));
        Stream.concat(
                        Stream.of(
                                "listen_addresses=127.0.0.1",
                                "unix_socket_directories=",
                                "max_connections=100",
                                "fsync=on"),
                        settings.stream())
                .forEach(setting -> command.addAll(List.of("-c", setting)));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** PostgreSQL refuses to be run by root, who is nobody in a name space of its own. */
    private static List<String> asNobody() {
        return System.getProperty("user.name").equals("root") ? List.of("unshare", "-U") : List.of();
    }

    Path data() {
        return data;
    }

    Path log() {
        return log;
    }

    public void start() throws IOException, InterruptedException {
        process = launch();
        awaitStart();
    }

    /** Starts it where it has ended by itself, and waits until it lets in. */
    void recover() throws IOException, InterruptedException {
        awaitStart();
    }

    /** A server whose predecessor was killed does not start before the last backend of that has ended. */
    private void awaitStart() throws IOException, InterruptedException {
        var deadline = System.nanoTime() + START.toNanos();
        while (true) {
            try {
                connect("postgres").close();
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("PostgreSQL does not start, see " + log(), e);
                }
            }
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                process = launch();
            }
        }
    }

    /** Kills the postmaster, and returns the exit code. */
    public int kill() throws InterruptedException {
        return process.destroyForcibly().waitFor();
    }

    /** Sends the signal {@code INT} for a fast shutdown, or {@code QUIT} for an immediate one, and waits for the end. */
    int stop(String signal) throws IOException, InterruptedException {
        Signals.send(process, signal);
        return process.waitFor();
    }

    /** How often the server has noted this. */
    long logged(String text) throws IOException {
        try (var lines = Files.lines(log())) {
            return lines.filter(line -> line.contains(text)).count();
        }
    }

    /** A connection of the superuser, past any proxy. */
    public Connection connect() throws SQLException {
        return connect("daybook");
    }

    Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(url(name) + "?connectTimeout=5&socketTimeout=30", "postgres", password);
    }

    /** The address of another database of the same server, past any proxy. */
    public String url(String name) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name);
    }

    /** The settings with which the programs of PostgreSQL reach it as the superuser. */
    public Map<String, String> clientSettings() {
        return Map.of(
                "PGHOST", "127.0.0.1", "PGPORT", Integer.toString(port), "PGUSER", "postgres", "PGPASSWORD", password);
    }

    /** The arguments with which a shop uses it. */
    public String[] arguments() {
        return new String[] {
            "--spring.datasource.url=" + url("daybook"),
            "--spring.datasource.username=daybook",
            "--spring.datasource.password=" + password
        };
    }

    /** The arguments with which a shop uses the primary of two servers that these arguments name. */
    public static String[] either(String[] one, String[] another) {
        var servers = Stream.of(one, another)
                .map(arguments -> arguments[0].replaceFirst(".*//([^/]+)/.*", "$1"))
                .collect(Collectors.joining(","));
        var both = one.clone();
        both[0] = one[0].replaceFirst("//[^/]+/", "//" + servers + "/");
        return both;
    }

    @Override
    public void close() throws IOException {
        try {
            if (process.isAlive()) {
                stop("INT");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
