package dev.daybook.reliability;

import dev.daybook.support.DatabaseProxy;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PostgreSQL of a world: a server, and perhaps a standby that each commit waits for. Nodes reach either by a proxy. */
final class Servers implements AutoCloseable {
    private final DatabaseServer first;
    private final DatabaseProxy beforeFirst;
    private final @Nullable DatabaseServer standby;
    private final @Nullable DatabaseProxy beforeStandby;
    private volatile boolean promoted;

    private Servers(DatabaseServer first, @Nullable DatabaseServer standby) {
        this.first = first;
        this.beforeFirst = DatabaseProxy.before(first.arguments());
        this.standby = standby;
        this.beforeStandby = standby == null ? null : DatabaseProxy.before(standby.arguments());
    }

    static Servers of(DatabaseServer server) {
        return new Servers(server, null);
    }

    static Servers withStandby(DatabaseServer server) throws IOException, InterruptedException, SQLException {
        var standby = server.standby("standby", List.of());
        server.awaitAtCommit("standby");
        return new Servers(server, standby);
    }

    /** The one that is the primary now. */
    DatabaseServer primary() {
        return promoted ? standby() : first;
    }

    DatabaseProxy beforePrimary() {
        return promoted && beforeStandby != null ? beforeStandby : beforeFirst;
    }

    DatabaseServer standby() {
        if (standby == null) {
            throw new IllegalStateException("There is no standby");
        }
        return standby;
    }

    void promote() throws SQLException {
        standby().promote();
        promoted = true;
    }

    /** The arguments with which a shop uses whichever is the primary. */
    String[] arguments() {
        var through = beforeFirst.through(first.arguments());
        return standby == null || beforeStandby == null
                ? through
                : DatabaseServer.either(through, beforeStandby.through(standby.arguments()));
    }

    @Override
    public void close() throws IOException {
        try (first;
                standby;
                beforeStandby) {
            beforeFirst.close();
        }
    }
}
