package dev.daybook.graphql.paging;

import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.impl.DSL;

/**
 * By what a list is sorted; rows that are equal in it are sorted by id, so that every row has one place.
 *
 * @param name public, part of the cursors
 * @param key never null
 */
public record Sorting(String name, Field<?> key, boolean descending) {
    OrderField<?> order(boolean reversed) {
        return descending != reversed ? key.desc() : key.asc();
    }

    OrderField<?> tieBreaker(Field<?> id, boolean reversed) {
        return descending != reversed ? id.desc() : id.asc();
    }

    /** What comes after the cursor, or before it. */
    Condition beyond(Cursor cursor, Field<UUID> id, boolean after) {
        var here = DSL.row(key.coerce(Object.class), id);
        var there = DSL.row(DSL.val(cursor.key()).cast(key.getDataType()).coerce(Object.class), DSL.val(cursor.id()));
        return descending != after ? here.gt(there) : here.lt(there);
    }
}
