package dev.daybook.database;

import dev.daybook.database.embedded.DatabaseUnavailable;
import java.net.UnknownHostException;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.core.NestedExceptionUtils;

/**
 * PostgreSQL server that the operator has configured. It opens one connection before any other bean does, so that a
 * wrong setting is reported in one line.
 */
public final class ExternalDatabase implements JdbcConnectionDetails {

    private static final Logger log = LoggerFactory.getLogger(ExternalDatabase.class);

    private static final String PREFIX = "jdbc:postgresql:";

    private static final String EXAMPLE =
            "Set SPRING_DATASOURCE_URL to an address like jdbc:postgresql://db.example.com:5432/daybook, with"
                    + " SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD beside it, or leave all three out for"
                    + " the database that Daybook brings along.";

    private static final String REJECTED = "08004";

    private static final Duration RETRY_DELAY = Duration.ofMillis(500);

    private final String url;
    private final @Nullable String username;
    private final @Nullable String password;

    private ExternalDatabase(String url, @Nullable String username, @Nullable String password) {
        this.url = url;
        this.username = username;
        this.password = password;
    }

    public static ExternalDatabase at(
            String url, @Nullable String username, @Nullable String password, Duration patience) {
        if (!url.startsWith(PREFIX)) {
            throw new DatabaseUnavailable("SPRING_DATASOURCE_URL does not start with " + PREFIX + ".", EXAMPLE);
        }
        var database = new ExternalDatabase(url, username, password);
        if (database.address().contains("@")) {
            throw new DatabaseUnavailable("SPRING_DATASOURCE_URL has a user or a password before its host.", EXAMPLE);
        }
        database.connect(patience);
        return database;
    }

    /** Tries again while the server is away or recovers, as it may when both start together. */
    private void connect(Duration patience) {
        var start = System.nanoTime();
        var said = "";
        while (true) {
            try {
                connectOnce();
                return;
            } catch (SQLException failure) {
                if (!isAway(failure) || System.nanoTime() - start > patience.toNanos()) {
                    throw unavailable(failure);
                }
                var reason = reason(failure);
                if (!reason.equals(said)) {
                    log.warn("Waiting up to {} s for PostgreSQL at {}: {}", patience.toSeconds(), address(), reason);
                    said = reason;
                }
                pause(failure);
            }
        }
    }

    private static boolean isAway(SQLException failure) {
        return SqlStates.isTransient(failure) && !REJECTED.equals(failure.getSQLState());
    }

    private void pause(SQLException failure) {
        try {
            Thread.sleep(RETRY_DELAY);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unavailable(failure);
        }
    }

    private void connectOnce() throws SQLException {
        var driver = driver();
        try (var connection = driver.connect(url, login())) {
            var version = connection.getMetaData().getDatabaseProductVersion();
            log.info("PostgreSQL {} is at {}", version, address());
        }
    }

    private Driver driver() {
        try {
            return DriverManager.getDriver(url);
        } catch (SQLException failure) {
            throw new DatabaseUnavailable("SPRING_DATASOURCE_URL cannot be read.", EXAMPLE, failure);
        }
    }

    private Properties login() {
        var login = new Properties();
        login.setProperty("loginTimeout", "10");
        if (username != null) {
            login.setProperty("user", username);
        }
        if (password != null) {
            login.setProperty("password", password);
        }
        return login;
    }

    private DatabaseUnavailable unavailable(SQLException failure) {
        var reason = reason(failure);
        return switch (failure.getSQLState()) {
            case "28P01", "28000", REJECTED ->
                new DatabaseUnavailable(
                        "PostgreSQL at %s does not let the shop in: %s.".formatted(address(), reason),
                        "Check SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD, and the parameters of"
                                + " SPRING_DATASOURCE_URL.",
                        failure);
            case "3D000" ->
                new DatabaseUnavailable(
                        "PostgreSQL at %s lacks the database: %s.".formatted(address(), reason),
                        "Create it there, or correct the name in SPRING_DATASOURCE_URL.",
                        failure);
            case null, default ->
                new DatabaseUnavailable(
                        "PostgreSQL cannot be reached at %s: %s.".formatted(address(), reason),
                        "Check SPRING_DATASOURCE_URL, and whether the server runs and can be reached from here.",
                        failure);
        };
    }

    /** The address without the driver's parameters, which may hold a password. */
    private String address() {
        return url.substring(PREFIX.length()).replaceFirst("\\?.*", "");
    }

    private static String reason(SQLException failure) {
        var cause = NestedExceptionUtils.getMostSpecificCause(failure);
        return cause instanceof UnknownHostException
                ? "its host is not known"
                : String.valueOf(cause.getMessage()).replaceAll("^FATAL: |\\.$", "");
    }

    @Override
    public String getJdbcUrl() {
        return url;
    }

    @Override
    public @Nullable String getUsername() {
        return username;
    }

    @Override
    public @Nullable String getPassword() {
        return password;
    }
}
