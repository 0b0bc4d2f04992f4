package dev.daybook.replay;

import dev.daybook.database.ViewMappings;
import org.jspecify.annotations.Nullable;

/**
 * Holds the rows of one stream at a time in memory, and writes them to the shadow tables at its end. When they become
 * too many before, they are spilled to the shadow tables and read back one by one.
 */
final class StreamRows extends InMemoryRows {
    /** Maximum number of rows held in memory before they are spilled to the shadow tables. */
    private static final int MAX_ROWS = 10_000;

    private final ShadowTables tables;
    private final ShadowTables.Writer writer;
    private int rowCount;
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
        var spilledRow = readBack(view, id);
        if (spilledRow != null) {
            super.put(spilledRow, true);
            rowCount++;
        }
        return spilledRow;
    }

    @Override
    void put(Object row, boolean isNew) {
        var id = idOf(row);
        if (!holds(row.getClass(), id)) {
            if (!isNew) {
                var _ = readBack(row.getClass(), id);
            }
            rowCount++;
        }
        super.put(row, isNew);
        if (rowCount >= MAX_ROWS) {
            write();
            spilled = true;
        }
    }

    @Override
    void remove(Class<?> view, Object id) {
        var _ = readBack(view, id);
        super.remove(view, id);
    }

    void endOfStream() {
        write();
        spilled = false;
    }

    /** Writes all rows that are in memory or buffered. */
    void flush() {
        write();
        writer.flush();
    }

    private void write() {
        drain(writer::add);
        rowCount = 0;
    }

    private @Nullable Object readBack(Class<?> view, Object id) {
        if (!spilled || holds(view, id)) {
            return null;
        }
        writer.flush();
        return tables.remove(view, id);
    }
}
