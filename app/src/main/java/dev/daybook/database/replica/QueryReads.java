package dev.daybook.database.replica;

import dev.daybook.database.ReplicaReads;
import dev.daybook.database.SqlStates;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Reads of one operation. They go to the primary unless they are allowed on the replica; then the first decides, and the
 * others follow it on the same connection: so an operation sees one server, of several replicas too.
 */
public final class QueryReads extends ReplicaReads implements AutoCloseable {
    private final Replica replica;
    private final Thread thread = Thread.currentThread();
    private long required;
    private boolean undecided;
    private @Nullable SingleConnectionDataSource pinned;
    private @Nullable Connection connection;
    private @Nullable Route route;
    private boolean again;
    private boolean onPrimary;

    public QueryReads(Replica replica) {
        this.replica = replica;
        enter();
    }

    static @Nullable Connection ofReplica() throws SQLException {
        var reads = ofThread();
        return reads == null ? null : reads.connection();
    }

    /** The reads of this thread; null when they are not those of an operation. */
    public static @Nullable QueryReads ofThread() {
        return (QueryReads) current();
    }

    /**
     * Allows the replica to be read from now on, unless the operation has begun again.
     *
     * @param written position of the write-ahead log up to which the caller has written and has to see
     */
    public void allow(long written) {
        required = written;
        undecided = !onPrimary;
    }

    /** Tells that the query is one of those that need the primary. */
    public void needPrimary() {
        route = Route.PRIMARY_ONLY;
    }

    private @Nullable Connection connection() throws SQLException {
        if (again) {
            throw new SQLTransientConnectionException("The query is read on the primary from its beginning");
        }
        if (undecided) {
            undecided = false;
            decide();
        }
        return pinned == null ? null : pinned.getConnection();
    }

    private void decide() {
        var lease = replica.lease(required);
        route = lease.route();
        if (lease.connection() != null) {
            connection = lease.connection();
            pinned = new SingleConnectionDataSource(lease.connection(), true);
        }
    }

    @Override
    protected void takeToPrimary() {
        if (pinned != null) {
            discard(Route.PRIMARY_ONLY);
            throw new IllegalStateException("This is read on the primary only");
        }
        if (undecided) {
            undecided = false;
            route = Route.PRIMARY_ONLY;
        }
    }

    private void discard(Route reason) {
        if (!again) {
            again = true;
            route = reason;
        }
    }

    /** Takes note of a failure. Whether it is the replica's, and the operation has to begin again. */
    public boolean failed(Throwable failure) {
        if (pinned != null && !again && SqlStates.isOfStandby(failure)) {
            replica.suspect(failure);
            discard(Route.FAILED);
        }
        return again;
    }

    /** Whether what was read is not good, and all is to be read on the primary. */
    public boolean mustBeginAgain() {
        return again;
    }

    /** Whether that is so because the query needs the primary, and will the next time too. */
    public boolean hasNeededPrimary() {
        return again && route == Route.PRIMARY_ONLY;
    }

    /** Begins again, on the primary. */
    public void beginAgain() {
        release();
        again = false;
        onPrimary = true;
    }

    private void release() {
        pinned = null;
        undecided = false;
        if (connection != null) {
            replica.giveBack(connection);
            connection = null;
        }
    }

    @Override
    public void close() {
        if (Thread.currentThread() == thread) {
            leave();
        } else if (connection != null) {
            // Cancelled from elsewhere, maybe in the middle of a statement.
            replica.abort(connection);
        }
        release();
        if (route != null) {
            replica.count(route);
        }
    }
}
