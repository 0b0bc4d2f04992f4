package dev.daybook.replay;

import dev.daybook.database.ViewMapping;
import java.util.List;

/**
 * A projection with all that posts to it: the components of one processing group and the views of their packages.
 *
 * @param folds components that post an event to rows of its own stream
 * @param sweeps components that change rows of other streams, as when somebody is erased: of no use in a replay, which
 *     reads what can still be read, but to be run again for what happens meanwhile
 * @param views in the order in which commands come to their tables
 */
record Ledger(String name, String module, List<Class<?>> folds, List<Class<?>> sweeps, List<ViewMapping<?>> views) {
    Ledger {
        folds = List.copyOf(folds);
        sweeps = List.copyOf(sweeps);
        views = List.copyOf(views);
    }

    List<String> tables() {
        return views.stream().map(ViewMapping::tableName).toList();
    }

    Projection projection() {
        return new Projection(name, module, tables());
    }
}
