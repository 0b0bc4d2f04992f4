package dev.daybook.graphql.errors;

import dev.daybook.catalog.Money;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An expected failure of a mutation, as clients see it. The records are named after their types in the schema. */
public sealed interface UserError {
    String message();

    Code code();

    @Nullable List<String> field();

    /** The codes of the schema. */
    enum Code {
        BLANK,
        TOO_SHORT,
        TOO_LONG,
        INVALID_FORMAT,
        OUT_OF_RANGE,
        PASSWORD_TOO_WEAK,
        TOO_MANY_ITEMS,
        NOT_FOUND,
        TAKEN,
        IN_USE,
        CYCLE,
        INVALID_CREDENTIALS,
        DEACTIVATED,
        TOKEN_INVALID,
        MAIL_NOT_CONFIGURED,
        TOO_MANY_ATTEMPTS,
        PRODUCT_UNAVAILABLE,
        INSUFFICIENT_STOCK,
        PRICE_CHANGED,
        CURRENCY_MISMATCH,
        ILLEGAL_TRANSITION,
        AMOUNT_MISMATCH,
        INSUFFICIENT_FUNDS,
        SAME_ACCOUNT,
        NOTHING_TO_REFUND,
        VERSION_CONFLICT,
        IDEMPOTENCY_KEY_REUSED,
        IDEMPOTENCY_IN_PROGRESS,
        REBUILD_IN_PROGRESS,
        ERASED,
        SIGN_IN_ELSEWHERE
    }

    record GenericError(String message, Code code, @Nullable List<String> field) implements UserError {}

    record ValidationError(
            String message, Code code, @Nullable List<String> field, String constraint) implements UserError {}

    record InsufficientStockError(
            String message, Code code, @Nullable List<String> field, UUID productId, int requested, int available)
            implements UserError {}

    record PriceChangedError(
            String message, Code code, @Nullable List<String> field, Money expected, Money actual)
            implements UserError {}

    record InsufficientFundsError(
            String message, Code code, @Nullable List<String> field, Money requested, Money available)
            implements UserError {}

    record IllegalTransitionError(
            String message, Code code, @Nullable List<String> field, String from, String to, List<String> allowed)
            implements UserError {
        /** @param field of the input, which names the subject's id */
        public static IllegalTransitionError of(
                Enum<?> from, Enum<?> to, List<? extends Enum<?>> allowed, String field) {
            return new IllegalTransitionError(
                    "The %s cannot transition from %s to %s".formatted(field.replace("Id", ""), from, to),
                    Code.ILLEGAL_TRANSITION,
                    List.of("input", field),
                    from.name(),
                    to.name(),
                    allowed.stream().map(Enum::name).toList());
        }
    }

    record VersionConflictError(
            String message, Code code, @Nullable List<String> field, long expectedVersion, long actualVersion)
            implements UserError {
        public static VersionConflictError of(String subject, long expected, long actual) {
            return new VersionConflictError(
                    "The %s was changed meanwhile: version %d was expected, but it is %d"
                            .formatted(subject, expected, actual),
                    Code.VERSION_CONFLICT,
                    List.of("input", "expectedVersion"),
                    expected,
                    actual);
        }
    }

    record RetryLaterError(
            String message, Code code, @Nullable List<String> field, int retryAfterSeconds) implements UserError {
        public static RetryLaterError of(RuntimeException refused, Duration retryAfter, @Nullable List<String> field) {
            var seconds = Math.toIntExact(
                    Math.max(1, retryAfter.plusNanos(999_999_999).toSeconds()));
            return new RetryLaterError(
                    "%s. Try again in %d seconds".formatted(refused.getMessage(), seconds),
                    Code.TOO_MANY_ATTEMPTS,
                    field,
                    seconds);
        }
    }
}
