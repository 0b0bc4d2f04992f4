package dev.daybook.graphql.input;

import dev.daybook.graphql.errors.Refused;
import dev.daybook.graphql.errors.UserError;
import dev.daybook.graphql.errors.UserError.Code;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a bulk mutation: each is read by itself, the valid ones are sent together, and each has a result of its own.
 *
 * @param <T> the value that a row is read as
 */
public final class BulkRows<T> {
    private static final int MAX_ROWS = 100;

    private final List<Row<T>> rows;

    private record Row<T>(int index, InputReader in, Supplier<T> value, boolean valid) {}

    private BulkRows(List<Row<T>> rows) {
        this.rows = rows;
    }

    /**
     * Reads 1 to 100 rows.
     *
     * @param field the name of the rows in the input
     */
    public static <I, T> BulkRows<T> read(String field, List<I> typed, BiFunction<I, InputReader, Supplier<T>> read) {
        refuseUnlessFits(field, typed.size());
        return new BulkRows<>(IntStream.range(0, typed.size())
                .mapToObj(index -> {
                    var in = new InputReader("input", field, Integer.toString(index));
                    var value = read.apply(typed.get(index), in);
                    return new Row<>(index, in, value, in.isValid());
                })
                .toList());
    }

    public boolean areAllValid() {
        return rows.stream().allMatch(Row::valid);
    }

    /** Values of the valid rows, in their order. */
    public List<T> values() {
        return valid().map(row -> row.value().get()).toList();
    }

    /** Notes the errors of the valid rows, given their outcomes in the same order. */
    public <R> void note(List<R> outcomes, BiConsumer<R, InputReader> note) {
        var row = valid().iterator();
        outcomes.forEach(outcome -> note.accept(outcome, row.next().in()));
    }

    @FunctionalInterface
    public interface Result<R, P> {
        /** @param outcome null for a row that was not valid */
        P of(int index, @Nullable R outcome, List<UserError> errors);
    }

    /** Results of all rows, given the outcomes of the valid ones in their order. */
    public <R, P> List<P> results(List<R> outcomes, Result<R, P> result) {
        var outcome = outcomes.iterator();
        return rows.stream()
                .map(row -> result.of(
                        row.index(),
                        row.valid() && outcome.hasNext() ? outcome.next() : null,
                        row.in().errors()))
                .toList();
    }

    /** Errors of all rows. */
    public List<UserError> errors() {
        return rows.stream().flatMap(row -> row.in().errors().stream()).toList();
    }

    private Stream<Row<T>> valid() {
        return rows.stream().filter(Row::valid);
    }

    private static void refuseUnlessFits(String field, int rows) {
        var constraint = "1.." + MAX_ROWS;
        if (rows == 0) {
            throw Refused.value(
                    Code.OUT_OF_RANGE, "There must be at least one of the " + field, constraint, "input", field);
        }
        if (rows > MAX_ROWS) {
            throw Refused.value(
                    Code.TOO_MANY_ITEMS,
                    "There may be at most %d %s".formatted(MAX_ROWS, field),
                    constraint,
                    "input",
                    field);
        }
    }
}
