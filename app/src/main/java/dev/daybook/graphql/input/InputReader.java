package dev.daybook.graphql.input;

import dev.daybook.graphql.errors.Refused;
import dev.daybook.graphql.errors.UserError;
import dev.daybook.graphql.errors.UserError.Code;
import dev.daybook.graphql.errors.UserError.ValidationError;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.users.text.Change;
import dev.daybook.users.text.InvalidValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;

/**
 * Reads an input into values of the domain, which know the rules, and collects an error with its field for each
 * invalid one, so that a client learns of all mistakes at once.
 *
 * <pre>{@code
 * var in = new InputReader("input");
 * var name = in.read("name", input.name(), CategoryName::typed);
 * var command = in.whenValid(() -> new CreateCategory(id, name.get()));
 * }</pre>
 */
public final class InputReader {
    private final List<String> path;
    private final List<UserError> errors;

    public InputReader(String... path) {
        this(List.of(path), new ArrayList<>());
    }

    private InputReader(List<String> path, List<UserError> errors) {
        this.path = path;
        this.errors = errors;
    }

    /** A reader of a part of the input, for example a line of an order, which adds its errors to this one. */
    public InputReader at(String... below) {
        return new InputReader(field(below), errors);
    }

    public <I, T> Supplier<T> read(String field, I typed, Function<I, T> read) {
        return read(field, field(field), typed, read);
    }

    /** Reads an item of a list. */
    public <I, T> Supplier<T> readItem(String field, int index, I typed, Function<I, T> read) {
        return read(field, field(field, Integer.toString(index)), typed, read);
    }

    private <I, T> Supplier<T> read(String field, List<String> path, I typed, Function<I, T> read) {
        try {
            var value = read.apply(typed);
            return () -> value;
        } catch (InvalidValue e) {
            note(field, path, Code.valueOf(e.rule().name()), e.getMessage(), e.constraint());
        }
        return () -> {
            throw new IllegalStateException(field + " is not valid");
        };
    }

    public <I, T> Supplier<@Nullable T> readOptional(String field, @Nullable I typed, Function<I, T> read) {
        if (typed == null) {
            return () -> null;
        }
        var value = read(field, typed, read);
        return value::get;
    }

    public <T> Supplier<T> readId(String field, String type, String typed, Function<UUID, T> read) {
        var id = GlobalId.parse(type, typed).map(read);
        if (id.isEmpty()) {
            refuse(Code.NOT_FOUND, "There is no such " + type.toLowerCase(Locale.ROOT), field);
        }
        return id::orElseThrow;
    }

    public <T> Supplier<@Nullable T> readOptionalId(
            String field, String type, @Nullable String typed, Function<UUID, T> read) {
        if (typed == null) {
            return () -> null;
        }
        var value = readId(field, type, typed, read);
        return value::get;
    }

    /** Reads a field that is kept when it is omitted, and cleared by null. */
    public <I, T> Supplier<Change<@Nullable T>> changeOptional(
            String field, ArgumentValue<I> typed, Function<I, T> read) {
        return typed.isOmitted() ? Change::keep : setOrClear(readOptional(field, typed.value(), read));
    }

    /** Reads an id that is kept when it is omitted, and cleared by null. */
    public <T> Supplier<Change<@Nullable T>> changeOptionalId(
            String field, String type, ArgumentValue<String> typed, Function<UUID, T> read) {
        return typed.isOmitted() ? Change::keep : setOrClear(readOptionalId(field, type, typed.value(), read));
    }

    private static <T> Supplier<Change<@Nullable T>> setOrClear(Supplier<@Nullable T> value) {
        return () -> Change.setOrClear(value.get());
    }

    /** Reads a field that is kept when it is omitted, and cannot be cleared. */
    public <I, T> Supplier<Change<T>> change(String field, ArgumentValue<I> typed, Function<I, T> read) {
        if (typed.isOmitted()) {
            return Change::keep;
        }
        var given = typed.value();
        if (given == null) {
            refuseValue(Code.BLANK, field + " cannot be cleared", "not null", field);
            return Change::keep;
        }
        var value = read(field, given, read);
        return () -> Change.set(value.get());
    }

    public void refuse(Code code, String message, String... field) {
        errors.add(new UserError.GenericError(message, code, field(field)));
    }

    public void refuseValue(Code code, String message, String constraint, String... field) {
        errors.add(new ValidationError(message, code, field(field), constraint));
    }

    public boolean isValid() {
        return errors.isEmpty();
    }

    public List<UserError> errors() {
        return List.copyOf(errors);
    }

    /** Creates the command, or throws all errors. */
    public <T> T whenValid(Supplier<T> command) {
        if (!errors.isEmpty()) {
            throw new Refused(errors);
        }
        return command.get();
    }

    private void note(String field, List<String> path, Code code, @Nullable String message, String constraint) {
        errors.add(new ValidationError(field + " " + Objects.requireNonNull(message), code, path, constraint));
    }

    private List<String> field(String... below) {
        var whole = new ArrayList<>(path);
        whole.addAll(List.of(below));
        return whole;
    }
}
