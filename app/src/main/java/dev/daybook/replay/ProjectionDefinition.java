package dev.daybook.replay;

import dev.daybook.database.ViewMapping;
import java.util.List;

/**
 * Definition of a projection: the event handlers of one processing group and the read models in their packages.
 *
 * @param version of the rows that its event handlers make
 * @param streamHandlers components that project an event to rows of its own stream
 * @param crossStreamHandlers those marked as {@link dev.daybook.users.CrossStreamHandler}, which run for what happens
 *     while a replay is on its way
 * @param views in the order in which commands lock their tables
 */
record ProjectionDefinition(
        String name,
        String module,
        int version,
        List<Class<?>> streamHandlers,
        List<Class<?>> crossStreamHandlers,
        List<ViewMapping<?>> views) {
    ProjectionDefinition {
        streamHandlers = List.copyOf(streamHandlers);
        crossStreamHandlers = List.copyOf(crossStreamHandlers);
        views = List.copyOf(views);
    }

    List<String> tables() {
        return views.stream().map(ViewMapping::tableName).toList();
    }

    Projection projection() {
        return new Projection(name, module, version, tables());
    }

    /** The schema of the tables that a rebuild fills. */
    String shadowSchema() {
        return "daybook_rebuild_" + name();
    }

    /** The schema of the tables that a rebuild has replaced. */
    String replacedSchema() {
        return "daybook_replaced_" + name();
    }
}
