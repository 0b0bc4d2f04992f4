package dev.daybook.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Removes the values of rows and parameters from the errors of every database connection, in a pool or not. The values
 * may be personal data, and no erasure reaches errors in the log file or in recorded failures.
 */
@SuppressWarnings("try") // of the close() that may be interrupted
record ServerErrorRedaction(JdbcConnectionDetails database) implements JdbcConnectionDetails, AutoCloseable {
    private static final String NO_SERVER_DETAIL = "logServerErrorDetail=false";

    /** Appends the parameter: when the operator has set it too, the driver takes the last. */
    @Override
    public String getJdbcUrl() {
        var url = database.getJdbcUrl();
        return url + (url.contains("?") ? '&' : '?') + NO_SERVER_DETAIL;
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
