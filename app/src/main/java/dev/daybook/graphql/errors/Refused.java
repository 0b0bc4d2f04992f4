package dev.daybook.graphql.errors;

import dev.daybook.graphql.errors.UserError.Code;
import dev.daybook.graphql.errors.UserError.GenericError;
import dev.daybook.graphql.errors.UserError.ValidationError;
import java.util.List;

/** Ends a mutation with errors that are data. */
public final class Refused extends RuntimeException {
    private final transient List<UserError> errors;

    public Refused(List<UserError> errors) {
        super(errors.toString(), null, false, false);
        this.errors = List.copyOf(errors);
    }

    /** With the path of the input that is to blame, for example {@code "input", "orderId"}. */
    public Refused(Code code, String message, String... field) {
        this(List.of(new GenericError(message, code, field.length == 0 ? null : List.of(field))));
    }

    /** For a single value, with what would have been accepted. */
    public static Refused value(Code code, String message, String constraint, String... field) {
        return new Refused(List.of(new ValidationError(message, code, List.of(field), constraint)));
    }

    public List<UserError> errors() {
        return errors;
    }
}
