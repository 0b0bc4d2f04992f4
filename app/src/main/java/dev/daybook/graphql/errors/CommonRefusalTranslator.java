package dev.daybook.graphql.errors;

import dev.daybook.commands.IdempotencyInProgress;
import dev.daybook.commands.IdempotencyKeyReused;
import dev.daybook.commands.UniqueIndexes;
import dev.daybook.graphql.errors.UserError.Code;
import dev.daybook.graphql.errors.UserError.GenericError;
import dev.daybook.graphql.errors.UserError.RetryLaterError;
import dev.daybook.graphql.errors.UserError.ValidationError;
import dev.daybook.security.TooManyAttempts;
import dev.daybook.users.index.UniqueIndex;
import dev.daybook.users.text.InvalidValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Translates the refusals that any mutation may meet: invalid values, idempotency keys, missing aggregates, unique indexes. */
@Component
class CommonRefusalTranslator implements RefusalTranslator {
    private static final List<String> IDEMPOTENCY_KEY = List.of("input", "idempotencyKey");

    @Override
    public List<UserError> translate(Throwable thrown, Map<String, Object> arguments) {
        return switch (thrown) {
            case Refused refused -> refused.errors();
            case InvalidValue invalid -> List.of(invalid(invalid));
            case IdempotencyKeyReused reused ->
                List.of(new GenericError(
                        Objects.requireNonNull(reused.getMessage()), Code.IDEMPOTENCY_KEY_REUSED, IDEMPOTENCY_KEY));
            case IdempotencyInProgress inProgress ->
                List.of(new GenericError(
                        Objects.requireNonNull(inProgress.getMessage()),
                        Code.IDEMPOTENCY_IN_PROGRESS,
                        IDEMPOTENCY_KEY));
            case TooManyAttempts refused ->
                List.of(RetryLaterError.of(refused, refused.retryAfter(), passwordIn(arguments)));
            case AggregateNotFoundException missing -> List.of(notFound(missing, arguments));
            default -> taken(thrown, arguments);
        };
    }

    /** A value that the domain refuses although no input reader has read it. */
    private static UserError invalid(InvalidValue invalid) {
        return new ValidationError(
                "A value of the input " + invalid.getMessage(),
                Code.valueOf(invalid.rule().name()),
                List.of("input"),
                invalid.constraint());
    }

    /** The path to the login of a log-in, or to the current password of any other mutation. */
    private static @Nullable List<String> passwordIn(Map<String, Object> arguments) {
        return arguments.get("input") instanceof Map<?, ?> input
                ? Stream.of("login", "currentPassword")
                        .filter(input::containsKey)
                        .findFirst()
                        .map(field -> List.of("input", field))
                        .orElse(null)
                : null;
    }

    private static UserError notFound(AggregateNotFoundException missing, Map<String, Object> arguments) {
        String stream = String.valueOf(missing.getAggregateIdentifier());
        var id = UUID.fromString(stream.substring(stream.indexOf(':') + 1));
        var field = InputPaths.find(arguments, id);
        var kind =
                field == null ? "object" : InputPaths.typeAt(field, arguments).toLowerCase(Locale.ROOT);
        return new GenericError("There is no such " + kind, Code.NOT_FOUND, field);
    }

    private static List<UserError> taken(Throwable thrown, Map<String, Object> arguments) {
        return UniqueIndexes.violatedBy(thrown)
                .flatMap(UniqueIndex::inputField)
                .<List<UserError>>map(field -> List.of(new GenericError(
                        "This %s is already taken".formatted(field),
                        Code.TAKEN,
                        List.of("input", takenBy(field, arguments)))))
                .orElse(List.of());
    }

    /**
     * A product that keeps its name and is moved is refused for its new category, and an address that is confirmed for the
     * token that was sent there.
     */
    private static String takenBy(String field, Map<String, Object> arguments) {
        if (!(arguments.get("input") instanceof Map<?, ?> input) || input.containsKey(field)) {
            return field;
        }
        if (field.equals("name") && input.containsKey("categoryId")) {
            return "categoryId";
        }
        return input.containsKey("token") ? "token" : field;
    }
}
