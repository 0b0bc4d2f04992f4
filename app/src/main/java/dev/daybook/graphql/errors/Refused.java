package dev.daybook.graphql.errors;

import dev.daybook.graphql.errors.UserError.Code;
import dev.daybook.graphql.errors.UserError.GenericError;
import dev.daybook.graphql.errors.UserError.ValidationError;
import java.util.List;

/** Ends a mutation with user errors. */
public final class Refused extends RuntimeException {
    private final transient List<UserError> errors;

    public Refused(List<UserError> errors) {
        super(errors.toString(), null, false, false);
        this.errors = List.copyOf(errors);
    }

    /** One error with the path of the input that it is about, for example {@code "input", "orderId"}. */
    public Refused(Code code, String message, String... field) {
        this(List.of(new GenericError(message, code, field.length == 0 ? null : List.of(field))));
    }

    /** One error about a value, with the constraint that it breaks. */
    public static Refused value(Code code, String message, String constraint, String... field) {
        return new Refused(List.of(new ValidationError(message, code, List.of(field), constraint)));
    }

    public List<UserError> errors() {
        return errors;
    }
}
