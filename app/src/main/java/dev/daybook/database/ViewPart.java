package dev.daybook.database;

import org.jspecify.annotations.Nullable;

/** Component of a read model's record: a column, or an embedded record with columns of its own. */
interface ViewPart {
    /** @param values the values of all columns of the row */
    @Nullable Object read(@Nullable Object[] values);

    boolean isNull(@Nullable Object[] values);

    void write(@Nullable Object component, @Nullable Object[] values);
}
