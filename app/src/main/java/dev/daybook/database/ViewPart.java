package dev.daybook.database;

import org.jspecify.annotations.Nullable;

/** One component of a read model's record: a column, or an embedded record with columns of its own. */
interface ViewPart {
    /** @param values of all columns of the row */
    @Nullable Object read(@Nullable Object[] values);

    boolean isNull(@Nullable Object[] values);

    void write(@Nullable Object component, @Nullable Object[] values);
}
