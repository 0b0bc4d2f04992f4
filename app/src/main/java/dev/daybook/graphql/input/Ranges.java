package dev.daybook.graphql.input;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The ranges of the schema as conditions. */
public final class Ranges {
    private Ranges() {}

    /** Range of times that includes its beginning and excludes its end. */
    public record DateTimeRange(
            @Nullable Instant from, @Nullable Instant to) {
        public Condition on(Field<OffsetDateTime> field) {
            var condition = DSL.noCondition();
            if (from != null) {
                condition = condition.and(field.ge(from.atOffset(ZoneOffset.UTC)));
            }
            return to == null ? condition : condition.and(field.lt(to.atOffset(ZoneOffset.UTC)));
        }
    }

    /** Range of decimals that includes both ends. */
    public record DecimalRange(
            @Nullable BigDecimal min, @Nullable BigDecimal max) {
        public Condition on(Field<BigDecimal> field) {
            var condition = DSL.noCondition();
            if (min != null) {
                condition = condition.and(field.ge(min));
            }
            return max == null ? condition : condition.and(field.le(max));
        }
    }
}
