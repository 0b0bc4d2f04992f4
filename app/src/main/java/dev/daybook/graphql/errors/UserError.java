package dev.daybook.graphql.errors;

import dev.daybook.catalog.Money;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An expected failure, as clients see it. The records are named after their types in the schema. */
public sealed interface UserError {
    String message();

    Code code();

    @Nullable List<String> field();

    /** Those of the schema. */
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
        ERASED
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
            implements UserError {}

    record VersionConflictError(
            String message, Code code, @Nullable List<String> field, long expectedVersion, long actualVersion)
            implements UserError {}

    record RetryLaterError(
            String message, Code code, @Nullable List<String> field, int retryAfterSeconds) implements UserError {}
}
