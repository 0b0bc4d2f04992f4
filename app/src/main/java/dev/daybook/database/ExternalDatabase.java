package dev.daybook.database;

import dev.daybook.database.embedded.DatabaseUnavailable;
import java.net.UnknownHostException;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.core.NestedExceptionUtils;

/**
 * PostgreSQL server that the operator has configured, or several, of which the primary is used. It opens one connection
 * before any other bean does, so that a wrong setting is reported in one line.
 */
public final class ExternalDatabase implements JdbcConnectionDetails {

    private static final Logger log = LoggerFactory.getLogger(ExternalDatabase.class);

    private static final String PREFIX = "jdbc:postgresql:";

    private static final String EXAMPLE =
            "Set SPRING_DATASOURCE_URL to an address like jdbc:postgresql://db.example.com:5432/daybook, with"
                    + " SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD beside it, or leave all three out for"
                    + " the database that Daybook brings along.";

    /** A standby shows locks of appends to nobody, so its log must not be followed. */
    private static final String ONLY_PRIMARY = "targetServerType=primary";

    private static final Pattern FIRST_OF_SEVERAL = Pattern.compile("^(\\Q" + PREFIX + "\\E//)([^,/?]+),([^/?]+)");

    private static final String NO_PRIMARY = "there is no primary";

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
            String url, @Nullable String username, @Nullable String password, ConnectionTimeouts timeouts) {
        if (!url.startsWith(PREFIX)) {
            throw new DatabaseUnavailable("SPRING_DATASOURCE_URL does not start with " + PREFIX + ".", EXAMPLE);
        }
        var database = new ExternalDatabase(url, username, password);
        if (database.address().contains("@")) {
            throw new DatabaseUnavailable("SPRING_DATASOURCE_URL has a user or a password before its host.", EXAMPLE);
        }
        return database.connect(timeouts);
    }

    /**
     * Tries again while the server is away or recovers, as it may when both start together, or none is a primary. Of several
     * another is the first each time, since one that hangs takes all the time of a log-in; the order that was good stays.
     */
    private ExternalDatabase connect(ConnectionTimeouts timeouts) {
        var patience = timeouts.startTimeout();
        var servers = address().split(",", -1).length;
        var start = System.nanoTime();
        var said = new HashSet<String>();
        var database = this;
        for (int attempt = 1; ; attempt++) {
            try {
                database.connectOnce(timeouts);
                return database;
            } catch (SQLException failure) {
                if (!isAway(failure) || (attempt >= servers && System.nanoTime() - start > patience.toNanos())) {
                    throw unavailable(failure);
                }
                var reason = reason(failure);
                if (patience.isPositive() && said.add(reason)) {
                    log.warn("Waiting up to {} s for PostgreSQL at {}: {}", patience.toSeconds(), address(), reason);
                }
                pause(failure);
                database = new ExternalDatabase(
                        FIRST_OF_SEVERAL.matcher(database.url).replaceFirst("$1$3,$2"), username, password);
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

    private void connectOnce(ConnectionTimeouts timeouts) throws SQLException {
        var driver = driver();
        try (var connection = driver.connect(new DriverSettings(this, timeouts).getJdbcUrl(), login())) {
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

    private String reason(SQLException failure) {
        var reason = ofLastServer(NestedExceptionUtils.getMostSpecificCause(failure));
        return address().contains(",") && isAway(failure) && !reason.equals(NO_PRIMARY)
                ? "%s; of the last server: %s".formatted(NO_PRIMARY, reason)
                : reason;
    }

    /** The driver tells of several servers only what is wrong with the last. */
    private static String ofLastServer(Throwable cause) {
        var message = String.valueOf(cause.getMessage());
        return cause instanceof UnknownHostException
                ? "its host is not known"
                : message.contains("targetServerType") ? NO_PRIMARY : message.replaceAll("^FATAL: |\\.$", "");
    }

    /** Of parameters that come twice the driver takes the last. */
    @Override
    public String getJdbcUrl() {
        return url + (url.contains("?") ? '&' : '?') + ONLY_PRIMARY;
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
