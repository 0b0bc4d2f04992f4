package dev.daybook.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.core.io.ClassPathResource;

/** Tables of a shop without events, on which the workloads are the fewest statements that they can be. */
final class Floor {
    private static final String DATABASE = "benchmark_floor";

    private final BenchmarkServer server;
    private final DataSize size;

    private Floor(BenchmarkServer server, DataSize size) {
        this.server = server;
        this.size = size;
    }

    /** Creates the tables, with as many rows as the shop has. */
    static Floor create(BenchmarkServer server, DataSize size) throws SQLException, IOException {
        server.create(DATABASE);
        try (var connection = server.connect(DATABASE)) {
            set(connection, "floor.users", size.users());
            set(connection, "floor.categories", size.categories());
            set(connection, "floor.products", size.products());
            set(connection, "floor.orders", size.orders());
            try (var statement = connection.createStatement()) {
                statement.execute(new ClassPathResource("benchmark/floor.sql").getContentAsString(UTF_8));
                statement.execute("vacuum full analyze");
            }
        }
        return new Floor(server, size);
    }

    private static void set(Connection connection, String setting, int value) throws SQLException {
        try (var statement = connection.prepareStatement("select set_config(?, ?, false)")) {
            statement.setString(1, setting);
            statement.setString(2, Integer.toString(value));
            statement.execute();
        }
    }

    FloorConnection connect() throws SQLException {
        return new FloorConnection(server.connect(DATABASE), size);
    }
}
