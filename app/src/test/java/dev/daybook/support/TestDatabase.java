package dev.daybook.support;

import dev.daybook.database.TemporaryDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** One PostgreSQL for all tests of a JVM: in a container where Docker answers, an embedded one otherwise. */
public final class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final Map<String, String> SERVER = start();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(SERVER).applyTo(context);
    }

    /** For shops whose log nobody writes to but the shop itself: other tests invent events that no shop would write. */
    static final class OfItsOwn implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(Stream.of(argumentsOfEmptyDatabase()).map(setting -> setting.substring(2)))
                    .applyTo(context);
        }
    }

    /** Returns the arguments with which another shop uses the same database. */
    public static String[] arguments() {
        return SERVER.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    /** A new connection each time. */
    public static DataSource dataSource() {
        return dataSource(arguments());
    }

    /** The same of the database that a shop with these arguments uses. */
    public static DataSource dataSource(String... arguments) {
        var address = Address.of(arguments);
        return new DriverManagerDataSource(address.url(), address.username(), address.password());
    }

    /** What a shop with these arguments connects to. */
    public static JdbcConnectionDetails connection(String... arguments) {
        return Address.of(arguments);
    }

    private record Address(String url, String username, String password) implements JdbcConnectionDetails {
        static Address of(String... arguments) {
            var settings = Stream.of(arguments)
                    .map(argument -> argument.substring(2).split("=", 2))
                    .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
            return new Address(
                    settings.getOrDefault("spring.datasource.url", ""),
                    settings.getOrDefault("spring.datasource.username", ""),
                    settings.getOrDefault("spring.datasource.password", ""));
        }

        @Override
        public String getJdbcUrl() {
            return url;
        }

        @Override
        public String getUsername() {
            return username;
        }

        @Override
        public String getPassword() {
            return password;
        }
    }

    /** The same as environment variables. */
    public static Map<String, String> environment() {
        return SERVER.entrySet().stream()
                .collect(Collectors.toMap(
                        setting -> setting.getKey().replace('.', '_').toUpperCase(Locale.ROOT), Map.Entry::getValue));
    }

    /** Creates an empty database on the same server, and returns the arguments with which a shop uses it. */
    public static String[] argumentsOfEmptyDatabase() {
        return argumentsOf(createEmpty());
    }

    private static String[] argumentsOf(String name) {
        return Stream.of(arguments()).map(setting -> withName(setting, name)).toArray(String[]::new);
    }

    /** Creates an empty database on the same server, which is dropped in the end. */
    public static TemporaryDatabase temporary() {
        var name = createEmpty();
        return new TemporaryDatabase(
                connection(argumentsOf(name)),
                () -> JdbcClient.create(dataSource())
                        .sql("drop database %s with (force)".formatted(name))
                        .update());
    }

    private static String createEmpty() {
        var name = "empty_" + UUID.randomUUID().toString().replace("-", "");
        JdbcClient.create(dataSource()).sql("create database " + name).update();
        return name;
    }

    private static String withName(String url, String name) {
        return url.replaceFirst("(://[^/]+/)\\w+", "$1" + name);
    }

    private static Map<String, String> start() {
        return DockerClientFactory.instance().isDockerAvailable() ? container() : embedded();
    }

    private static Map<String, String> container() {
        var server = new PostgreSQLContainer("postgres:18");
        server.start();
        return Map.of(
                "spring.datasource.url", server.getJdbcUrl(),
                "spring.datasource.username", server.getUsername(),
                "spring.datasource.password", server.getPassword());
    }

    /** Its shutdown hook stops the server and deletes the data. */
    @SuppressWarnings("resource")
    private static Map<String, String> embedded() {
        try {
            var server = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "200")
                    .start();
            return Map.of(
                    "spring.datasource.url",
                    server.getJdbcUrl("postgres", "postgres"),
                    "spring.datasource.username",
                    "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
