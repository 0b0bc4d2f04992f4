package dev.daybook.replay;

import dev.daybook.database.ViewMappings;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one stream at a time, on their way to fresh tables. When the stream is done they are written and forgotten;
 * when there are too many before, they are written and taken back one by one if they are asked for again.
 */
final class StreamRows extends InMemoryRows {
    private static final int HELD = 10_000;

    private final ShadowTables tables;
    private final ShadowTables.Writer writer;
    private int held;
    private boolean spilled;

    StreamRows(ViewMappings mappings, ShadowTables tables) {
        super(mappings);
        this.tables = tables;
        writer = tables.writer();
    }

    @Override
    @Nullable Object get(Class<?> view, Object id) {
        var row = super.get(view, id);
        if (row != null) {
            return row;
        }
        var spilledRow = takeBack(view, id);
        if (spilledRow != null) {
            super.put(spilledRow, true);
            held++;
        }
        return spilledRow;
    }

    @Override
    void put(Object row, boolean isNew) {
        var id = idOf(row);
        if (!holds(row.getClass(), id)) {
            if (!isNew) {
                var _ = takeBack(row.getClass(), id);
            }
            held++;
        }
        super.put(row, isNew);
        if (held >= HELD) {
            write();
            spilled = true;
        }
    }

    @Override
    void remove(Class<?> view, Object id) {
        var _ = takeBack(view, id);
        super.remove(view, id);
    }

    void endOfStream() {
        write();
        spilled = false;
    }

    /** Nothing is left behind. */
    void flush() {
        write();
        writer.flush();
    }

    private void write() {
        drain(writer::add);
        held = 0;
    }

    private @Nullable Object takeBack(Class<?> view, Object id) {
        if (!spilled || holds(view, id)) {
            return null;
        }
        writer.flush();
        return tables.take(view, id);
    }
}
