package dev.daybook.commands;

import java.util.List;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** New rows of read models that a command has committed, so that its answer need not read them again. */
public final class InsertedRows {
    static final String METADATA_KEY = "insertedRows";

    /** Finds the new rows of a view. */
    public interface Source {
        <V> List<V> of(Class<V> view);
    }

    private volatile Source source = new Source() {
        @Override
        public <V> List<V> of(Class<V> view) {
            return List.of();
        }
    };

    InsertedRows() {}

    /** Keeps the rows for the sender of the command, once they are committed. */
    public static void keep(UnitOfWork<?> root, Source source) {
        if (root.getMessage().getMetaData().get(METADATA_KEY) instanceof InsertedRows rows) {
            root.afterCommit(_ -> rows.source = source);
        }
    }

    /** The new rows of a view, in the order of their events; none when the command was handled before. */
    public <V> List<V> of(Class<V> view) {
        return source.of(view);
    }
}
