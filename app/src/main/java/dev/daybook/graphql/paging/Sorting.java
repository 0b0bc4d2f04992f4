package dev.daybook.graphql.paging;

import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.impl.DSL;

/**
 * Sort order of a list; rows with equal keys are sorted by id, so that every row has one position.
 *
 * @param name public, part of the cursors
 * @param key never null
 */
public record Sorting(String name, Field<?> key, boolean descending) {
    /** Sorts by the key, or a copy of it elsewhere, and then by the id. */
    List<OrderField<?>> order(Field<?> key, Field<UUID> id, boolean reversed) {
        return descending != reversed ? List.of(key.desc(), id.desc()) : List.of(key.asc(), id.asc());
    }

    /** Condition for the rows after the cursor, or before it. */
    Condition beyond(Cursor cursor, Field<UUID> id, boolean after) {
        var here = DSL.row(key.coerce(Object.class), id);
        var there = DSL.row(DSL.val(cursor.key()).cast(key.getDataType()).coerce(Object.class), DSL.val(cursor.id()));
        return descending != after ? here.gt(there) : here.lt(there);
    }
}
