package dev.daybook.graphql.paging;

import dev.daybook.graphql.errors.BadRequest;
import dev.daybook.users.text.Typed;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Conditions that lists filter by, for queries that are said with jOOQ. */
public final class Sql {
    private static final Field<OffsetDateTime> NEVER =
            DSL.inline(OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC));

    private Sql() {}

    /** {@code = any(?)}: one statement whatever the number of values, so that PostgreSQL plans it once. */
    public static Condition isAnyOf(Field<UUID> field, Collection<UUID> values) {
        return field.eq(DSL.any(values.toArray(UUID[]::new)));
    }

    public static Condition isAnyOfTexts(Field<String> field, Collection<String> values) {
        values.forEach(Sql::refuseUnstorable);
        return field.eq(DSL.any(values.toArray(String[]::new)));
    }

    /**
     * Whether the text is a part of the field, whatever the case and the accents. It stands in the statement itself:
     * PostgreSQL plans each search anew then, and sees for which the trigram index is worth it.
     */
    public static Condition contains(Field<String> field, String text) {
        return foldedContains(DSL.function("folded", String.class, field), text);
    }

    /** The same for a field that is kept folded. */
    public static Condition foldedContains(Field<String> field, String text) {
        refuseUnstorable(text);
        return field.like(DSL.function("containing", String.class, DSL.inline(Typed.trimmed(text))));
    }

    /** No text has these characters; sent to PostgreSQL, half of a surrogate pair would find question marks. */
    public static void refuseUnstorable(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new BadRequest("A text has no NUL character");
        }
        if (text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
            throw new BadRequest("A text has no half of a surrogate pair");
        }
    }

    /** The time, or year 1 where there is none. Written into the statement, since indexes have the same expression. */
    public static Field<OffsetDateTime> orNever(Field<OffsetDateTime> time) {
        return DSL.coalesce(time, NEVER);
    }
}
