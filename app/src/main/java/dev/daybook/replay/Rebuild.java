package dev.daybook.replay;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rebuilds the tables of one projection as shadow tables in a schema of their own, which comes before the live one in
 * the search path of its connection: so all objects have their final names from the beginning, and the event handlers
 * of the projection can write to them. The live tables stay untouched until the last transaction, which swaps them.
 */
final class Rebuild implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Rebuild.class);

    private final ReplayContext context;
    private final ProjectionDefinition projection;
    private final boolean waits;
    private final TableDefinition tableDefinition;

    private Rebuild(ReplayContext context, Connection connection, ProjectionDefinition projection, boolean waits)
            throws SQLException {
        this.context = context;
        this.projection = projection;
        this.waits = waits;
        tableDefinition = TableDefinition.of(connection, projection.tables());
    }

    /** Drops the schemas of rebuilds whose process is gone. A schema that cannot be dropped stays for the next time. */
    static void dropLeftovers(Collection<ProjectionDefinition> projections, ReplayContext context) throws SQLException {
        try (var connection = context.connections().open("daybook replay")) {
            for (var projection : projections) {
                if (hasLeftovers(projection, connection)) {
                    dropLeftovers(projection, connection, context);
                }
            }
        }
    }

    private static boolean hasLeftovers(ProjectionDefinition projection, Connection connection) throws SQLException {
        try (var find = connection.prepareStatement("select from pg_namespace where nspname in (?, ?)")) {
            find.setString(1, projection.shadowSchema());
            find.setString(2, projection.replacedSchema());
            try (var row = find.executeQuery()) {
                return row.next();
            }
        }
    }

    private static void dropLeftovers(ProjectionDefinition projection, Connection connection, ReplayContext context) {
        try (var _ = RunLock.of(context.connections(), List.of(projection.name()))) {
            drop(projection, connection);
        } catch (RunInProgress busy) {
            // Its process is alive.
        } catch (SQLException e) {
            log.warn("Cannot drop the tables that a run of {} has left behind: {}", projection.name(), e.getMessage());
        }
    }

    /**
     * Creates the empty shadow tables, after dropping those that an earlier run may have left behind.
     *
     * @param waits whether to wait for as long as nodes of another version are in the way, and not fail
     */
    static Rebuild begin(ReplayContext context, Connection connection, ProjectionDefinition projection, boolean waits)
            throws SQLException {
        var rebuild = new Rebuild(context, connection, projection, waits);
        drop(projection, connection);
        try (var statement = connection.createStatement()) {
            statement.execute("create schema " + projection.shadowSchema());
            statement.execute("create schema " + projection.replacedSchema());
            ShadowTables.create(
                    statement, SearchPath.of(connection).live(), projection.shadowSchema(), projection.tables());
        }
        return rebuild;
    }

    /**
     * Completes the shadow tables, which are loaded with all events up to the position, and swaps them for the live ones.
     *
     * @param connection used for nothing else, in whose search path the live tables come first
     */
    void finish(Connection connection, long position) throws SQLException, InterruptedException {
        new TableSwap(context, connection, projection, tableDefinition, waits).run(position);
    }

    /**
     * Drops the tables that are not live: the replaced ones or, after a failure, the shadow tables. It takes another
     * connection, since a lost one may have been the failure. Tables that cannot be dropped now are dropped by the next
     * run or start.
     */
    @Override
    public void close() {
        try (var another = context.connections().open("daybook replay")) {
            drop(projection, another);
        } catch (SQLException e) {
            log.warn("Cannot drop the tables that are not live: {}", e.getMessage());
        }
    }

    private static void drop(ProjectionDefinition projection, Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var schema : List.of(projection.shadowSchema(), projection.replacedSchema())) {
                statement.execute("drop schema if exists %s cascade".formatted(schema));
            }
        }
    }
}
