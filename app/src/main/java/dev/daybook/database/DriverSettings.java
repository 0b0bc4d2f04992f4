package dev.daybook.database;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Settings of the driver for every database connection, in a pool or not: its time-outs, and that errors hold no values
 * of rows and parameters, which may be personal data and which no erasure reaches in the log file or in recorded failures.
 */
@SuppressWarnings("try") // of the close() that may be interrupted
public record DriverSettings(JdbcConnectionDetails database, ConnectionTimeouts timeouts)
        implements JdbcConnectionDetails, AutoCloseable {

    @Override
    public String getJdbcUrl() {
        return in(database.getJdbcUrl(), timeouts);
    }

    /**
     * The address with these settings. Of parameters that come twice the driver takes the last: the operator's time-outs, but
     * our silence about values.
     */
    public static String in(String url, ConnectionTimeouts timeouts) {
        int operators = url.indexOf('?');
        var servers =
                1 + url.replaceFirst("\\?.*", "").chars().filter(c -> c == ',').count();
        var parameters = new ArrayList<>(List.of(
                "connectTimeout=" + seconds(timeouts.connectTimeout()),
                // Includes what comes after the connect, such as the password, and servers that are tried before in
                // vain.
                "loginTimeout=" + (1 + servers) * seconds(timeouts.connectTimeout()),
                "cancelSignalTimeout=" + seconds(timeouts.connectTimeout()),
                "socketTimeout=" + seconds(timeouts.socketTimeout()),
                "tcpKeepAlive=true"));
        if (servers > 1) {
            // One that takes connections and is silent is found out sooner, and left out for longer.
            parameters.add("sslResponseTimeout=" + timeouts.connectTimeout().toMillis());
            parameters.add("hostRecheckSeconds=60");
        }
        if (operators >= 0) {
            parameters.add(url.substring(operators + 1));
        }
        parameters.add("logServerErrorDetail=false");
        return (operators < 0 ? url : url.substring(0, operators)) + '?' + String.join("&", parameters);
    }

    private static long seconds(Duration timeout) {
        return timeout.toSeconds();
    }

    @Override
    public @Nullable String getUsername() {
        return database.getUsername();
    }

    @Override
    public @Nullable String getPassword() {
        return database.getPassword();
    }

    @Override
    public void close() throws Exception {
        if (database instanceof AutoCloseable ours) {
            ours.close();
        }
    }
}
