package dev.daybook.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Has every connection to the database, of whichever pool or of none, leave out of its errors what stands in rows and
 * parameters. It may be personal, and errors go where no erasure reaches them: into the log, and into what is noted down of
 * a failure.
 */
@SuppressWarnings("try") // of the close() that may be interrupted
record ServerErrorRedaction(JdbcConnectionDetails database) implements JdbcConnectionDetails, AutoCloseable {
    private static final String DISCREET = "logServerErrorDetail=false";

    /** Of a parameter that comes twice, as when the operator has named it too, the driver takes the last. */
    @Override
    public String getJdbcUrl() {
        var url = database.getJdbcUrl();
        return url + (url.contains("?") ? '&' : '?') + DISCREET;
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
