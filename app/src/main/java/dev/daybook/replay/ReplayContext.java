package dev.daybook.replay;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.daybook.database.DedicatedConnections;
import dev.daybook.database.ViewMapping;
import dev.daybook.database.ViewMappings;
import dev.daybook.eventstore.log.EventReader;
import dev.daybook.eventstore.serialization.EventNames;
import java.sql.Connection;
import java.util.Map;
import java.util.Set;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.jdbc.core.convert.DataAccessStrategyFactory;
import org.springframework.data.jdbc.core.convert.JdbcConverter;
import org.springframework.data.jdbc.core.convert.QueryMappingConfiguration;
import org.springframework.data.jdbc.core.dialect.JdbcDialect;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/** Bundles the collaborators of a replay: event log, connections, and row mapping. */
@Component
record ReplayContext(
        DedicatedConnections connections,
        EventReader log,
        EventNames names,
        ProjectionRegistry projections,
        ViewMappings mappings,
        JdbcConverter converter,
        JdbcDialect dialect) {

    /** How many connections of a run are at work side by side. More would be faster, but slow down the shop. */
    static int parallelism() {
        return Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);
    }

    ShadowTables tables(Connection connection, Map<ViewMapping<?>, String> schemas) {
        return new ShadowTables(connection, schemas);
    }

    /** A runner that writes through this connection, to the tables that come first in its search path. */
    ProjectionRunner runnerOn(Connection connection, ProjectionDefinition projection) {
        var database = new SingleConnectionDataSource(connection, true);
        var rows = new JdbcAggregateTemplate(
                converter,
                new DataAccessStrategyFactory(
                                converter,
                                new NamedParameterJdbcTemplate(database),
                                dialect,
                                QueryMappingConfiguration.EMPTY)
                        .create());
        return ProjectionRunner.of(projection, rows, JdbcClient.create(database));
    }

    /**
     * The event types that the runner does not handle. A type of an unknown name is not among them, so that it fails
     * the run.
     */
    Set<String> ignoredTypes(ProjectionRunner runner) {
        return names.events().stream()
                .filter(name -> !runner.handles(names.event(name)))
                .collect(toUnmodifiableSet());
    }
}
