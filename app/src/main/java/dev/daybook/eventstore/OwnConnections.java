package dev.daybook.eventstore;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/** Connections that are not of the pool: for work that keeps one for long, or needs it in a state of its own. */
@Component
public class OwnConnections {
    private final JdbcConnectionDetails database;

    OwnConnections(JdbcConnectionDetails database) {
        this.database = database;
    }

    /**
     * A new connection, to be closed. None of the pool's time limits applies to it.
     *
     * @param purpose as an operator reads it in {@code pg_stat_activity}
     */
    public Connection open(String purpose) throws SQLException {
        var login = new Properties();
        login.setProperty("ApplicationName", purpose);
        // Else an error would tell, and be logged with, what stands in the row: perhaps something personal.
        login.setProperty("logServerErrorDetail", "false");
        if (database.getUsername() != null) {
            login.setProperty("user", database.getUsername());
        }
        if (database.getPassword() != null) {
            login.setProperty("password", database.getPassword());
        }
        return DriverManager.getConnection(database.getJdbcUrl(), login);
    }
}
