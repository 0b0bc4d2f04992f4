package dev.daybook.commands;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** Rows of read models that were read for a command or inserted by it, so that its answer need not read them again. */
public final class CommandRows {
    static final String METADATA_KEY = "commandRows";

    private static final ScopedValue<CommandRows> READING = ScopedValue.newInstance();

    /** Finds the new rows of a view. */
    public interface Source {
        <V> List<V> of(Class<V> view);
    }

    private final List<Object> read = new ArrayList<>();

    private volatile Source inserted = new Source() {
        @Override
        public <V> List<V> of(Class<V> view) {
            return List.of();
        }
    };

    CommandRows() {}

    private static CommandRows of(Message<?> command) {
        return command.getMetaData().get(METADATA_KEY) instanceof CommandRows rows ? rows : new CommandRows();
    }

    /** Keeps the new rows for the sender of the command, once they are committed. */
    public static void keepInserted(UnitOfWork<?> root, Source source) {
        var rows = of(root.getMessage());
        root.afterCommit(_ -> rows.inserted = source);
    }

    /** Keeps the rows that this reads for the sender of the command. */
    static <R> R keepingRead(Message<?> command, Supplier<R> reading) {
        var rows = of(command);
        rows.read.clear();
        return ScopedValue.where(READING, rows).call(reading::get);
    }

    /** Notes rows that were read on this thread, for whoever keeps them. */
    public static void note(Collection<?> rows) {
        if (READING.isBound()) {
            READING.get().read.addAll(rows);
        }
    }

    /** The new rows of a view, in the order of their events; none when the command was handled before. */
    public <V> List<V> inserted(Class<V> view) {
        return inserted.of(view);
    }

    /** The rows of a view that the command was decided by, as they were just before it. */
    public <V> List<V> read(Class<V> view) {
        return read.stream().filter(view::isInstance).map(view::cast).toList();
    }
}
