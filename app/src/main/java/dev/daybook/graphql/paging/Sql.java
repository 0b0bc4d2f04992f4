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

/** jOOQ conditions that lists filter by. */
public final class Sql {
    private static final Field<OffsetDateTime> NEVER =
            DSL.inline(OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC));

    private Sql() {}

    /** Condition {@code = any(?)}: one statement for any number of values, so that PostgreSQL plans it once. */
    public static Condition isAnyOf(Field<UUID> field, Collection<UUID> values) {
        return field.eq(DSL.any(values.toArray(UUID[]::new)));
    }

    public static Condition isAnyOfTexts(Field<String> field, Collection<String> values) {
        values.forEach(Sql::refuseUnstorable);
        return field.eq(DSL.any(values.toArray(String[]::new)));
    }

    /**
     * Condition that the field contains the text, whatever the case and the accents. The text is inlined into the
     * statement: PostgreSQL plans each search anew then, and sees for which the trigram index is worth it.
     */
    public static Condition contains(Field<String> field, String text) {
        return foldedContains(DSL.function("folded", String.class, field), text);
    }

    /** The same condition for a field that is stored folded. */
    public static Condition foldedContains(Field<String> field, String text) {
        refuseUnstorable(text);
        return field.like(DSL.function("containing", String.class, DSL.inline(Typed.trimmed(text))));
    }

    /**
     * Refuses characters that no stored text has; half of a surrogate pair sent to PostgreSQL would find question
     * marks.
     */
    public static void refuseUnstorable(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new BadRequest("A text has no NUL character");
        }
        if (text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
            throw new BadRequest("A text has no half of a surrogate pair");
        }
    }

    /** The time, or year 1 where it is null. Inlined into the statement, since indexes have the same expression. */
    public static Field<OffsetDateTime> orNever(Field<OffsetDateTime> time) {
        return DSL.coalesce(time, NEVER);
    }
}
