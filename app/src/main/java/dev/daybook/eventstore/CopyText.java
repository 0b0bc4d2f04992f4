package dev.daybook.eventstore;

import java.io.Reader;
import java.io.StringReader;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Rows as PostgreSQL's {@code COPY} takes them. */
final class CopyText {
    private static final Pattern LINE = Pattern.compile("^COPY \\w+, line (\\d+)");

    private final StringBuilder text = new StringBuilder();

    void add(@Nullable Object... values) {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                text.append('\t');
            }
            text.append(values[i] == null ? "\\N" : escaped(String.valueOf(values[i])));
        }
        text.append('\n');
    }

    Reader reader() {
        return new StringReader(text.toString());
    }

    /** Which of the rows was refused, from 1 on. */
    static Optional<Long> lineOf(PSQLException refusal) {
        return Optional.ofNullable(refusal.getServerErrorMessage())
                .map(ServerErrorMessage::getWhere)
                .map(LINE::matcher)
                .filter(Matcher::find)
                .map(found -> Long.valueOf(found.group(1)));
    }

    static String reason(PSQLException refusal) {
        var message = Objects.requireNonNull(refusal.getServerErrorMessage());
        return Stream.of(message.getMessage(), message.getDetail())
                .filter(Objects::nonNull)
                .collect(Collectors.joining("; "));
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
