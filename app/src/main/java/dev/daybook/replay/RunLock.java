package dev.daybook.replay;

import dev.daybook.database.DedicatedConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;

/**
 * Locks projections for one run, over all nodes: session-level advisory locks, which are released when the process
 * dies. The keys come from the database function {@code projection_lock}.
 */
final class RunLock implements AutoCloseable {
    private final Connection session;

    private RunLock(Connection session) {
        this.session = session;
    }

    /** @throws RunInProgress when one of the projections is locked by another run */
    static RunLock of(DedicatedConnections connections, Collection<String> projections) throws SQLException {
        var session = connections.open("daybook replay lock");
        try (var lock = session.prepareStatement("select pg_try_advisory_lock(projection_lock(?))")) {
            for (var projection : projections) {
                lock.setString(1, projection);
                try (var row = lock.executeQuery()) {
                    row.next();
                    if (!row.getBoolean(1)) {
                        throw new RunInProgress(projection);
                    }
                }
            }
            return new RunLock(session);
        } catch (SQLException | RuntimeException | Error e) {
            session.close();
            throw e;
        }
    }

    /** Unlocks at once: the server ends a closed session when it gets to it, and the next run must not wait for that. */
    @Override
    public void close() throws SQLException {
        try (session;
                var unlock = session.createStatement()) {
            unlock.execute("select pg_advisory_unlock_all()");
        }
    }
}
