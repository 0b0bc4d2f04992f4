package dev.daybook.reliability;

import dev.daybook.support.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Opens a world, and closes all of it, the last first. */
final class Premises implements AutoCloseable {
    private static final String ADMIN = "reliability_admin";
    private static final String PASSWORD = "Reliability-Admin-42";
    private static final Map<String, String> SETTINGS = Map.of(
            "DAYBOOK_DEMO", "false",
            // Four times as long as the proxy needs to find out.
            "DAYBOOK_STOP_DELAY", "2s",
            "DAYBOOK_ADMIN_USERNAME", ADMIN,
            "DAYBOOK_ADMIN_EMAIL", "admin@example.com",
            "DAYBOOK_ADMIN_PASSWORD", PASSWORD,
            "DAYBOOK_SECURITY_ACCESSTOKENLIFETIME", "24h",
            // Nobody but the load cancels an order.
            "DAYBOOK_ORDERS_PAYMENTWINDOW", "365d",
            "SPRING_DATASOURCE_HIKARI_REGISTERMBEANS", "true");
    /** Four nodes with it have no more connections than the server gives. */
    private static final Map<String, String> SMALL_POOL =
            Map.of("SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE", "10", "SPRING_DATASOURCE_HIKARI_MINIMUMIDLE", "2");

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Setup setup;
    private final Stage stage;
    private final Path directory;

    private Premises(Setup setup, Stage stage) throws IOException {
        this.setup = setup;
        this.stage = stage;
        this.directory = Files.createDirectories(
                setup.directory().resolve(stage.name().toLowerCase(Locale.ROOT).replace('_', '-')));
    }

    static Premises of(Setup setup, Stage stage) throws IOException {
        return new Premises(setup, stage);
    }

    Trial open() throws Exception {
        var canary = setup.canary();
        var database = database(directory.toAbsolutePath().resolve("database"), canary);
        var servers = keep(stage.hasStandby() ? Servers.withStandby(database) : Servers.of(database));
        var environment = environment(servers.arguments());
        if (canary != null) {
            environment.putAll(canary.environment());
        }
        var nodes = new Nodes(setup.program(), environment, directory);
        var shops = shops(nodes);
        var journal = keep(new Journal(directory.resolve("journal.jsonl")));
        var http = keep(new ShopHttp(shops));
        var market = Market.open(Client.of(shops.getFirst().address(), null).logIn(ADMIN, PASSWORD), setup.clients());
        if (canary != null && canary.sql() != null) {
            execute(canary.sql(), database);
        }
        var load = keep(new Load(http, journal, market, setup.seed()));
        var subscriber = keep(SubscriberWatch.start(servers));
        return new Trial(new World(shops, nodes, servers, load, journal, market), subscriber, setup.isLong());
    }

    private DatabaseServer database(Path path, @Nullable Canary canary) throws Exception {
        return stage == Stage.INSTALLED_SERVER
                ? DatabaseServer.of(InstalledServer.find().orElseThrow(), path)
                : DatabaseServer.create(path, this::move, canary == null ? List.of() : canary.serverSettings());
    }

    private List<ShopNode> shops(Nodes nodes) throws IOException, InterruptedException {
        var program = stage == Stage.OLDER_JAR ? Objects.requireNonNull(setup.olderProgram()) : setup.program();
        var four = stage == Stage.FOUR_NODES;
        var shops = new ArrayList<ShopNode>();
        for (int i = 0; i < (four ? 4 : 1); i++) {
            shops.add(keep(nodes.launch(program, four ? SMALL_POOL : Map.of())));
        }
        for (var shop : shops) {
            shop.awaitReady();
        }
        return List.copyOf(shops);
    }

    private void move(Path data) throws IOException {
        switch (stage) {
            case SMALL_DATA_DISK -> keep(SmallDisk.forData(data));
            case SMALL_WAL_DISK -> keep(SmallDisk.forLogOf(data));
            case COMMON, FOUR_NODES, INSTALLED_SERVER, OLDER_JAR, STANDBY, STANDBY_OF_LOST_HOST -> {
                // Stays where it is.
            }
        }
    }

    private <T extends AutoCloseable> T keep(T resource) {
        opened.push(resource);
        return resource;
    }

    private static void execute(String sql, DatabaseServer database) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Map<String, String> environment(String[] arguments) {
        var environment = new HashMap<>(SETTINGS);
        for (var argument : arguments) {
            var setting = argument.substring(2).split("=", 2);
            environment.put(setting[0].replace('.', '_').toUpperCase(Locale.ROOT), setting[1]);
        }
        return environment;
    }

    @Override
    public void close() {
        if (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            } finally {
                close();
            }
        }
    }
}
