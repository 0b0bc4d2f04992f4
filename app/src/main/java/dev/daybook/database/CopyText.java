package dev.daybook.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Formats rows in the text format of PostgreSQL's {@code COPY}. They are handed over as bytes: of a {@link
 * java.io.Reader}, pgjdbc encodes each chunk by itself, and a character that is split across two chunks is lost.
 */
public final class CopyText {
    private static final Pattern LINE = Pattern.compile("^COPY \\w+, line (\\d+)");

    private final StringBuilder text = new StringBuilder();

    public void add(@Nullable Object... values) {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                text.append('\t');
            }
            append(values[i]);
        }
        text.append('\n');
    }

    /** The length in characters. */
    public int length() {
        return text.length();
    }

    public void clear() {
        text.setLength(0);
    }

    /** The rows in UTF-8. */
    public InputStream bytes() {
        return new ByteArrayInputStream(text.toString().getBytes(UTF_8));
    }

    /** The number of the row that was refused, from 1 on. */
    public static Optional<Long> lineOf(PSQLException refusal) {
        return Optional.ofNullable(refusal.getServerErrorMessage())
                .map(ServerErrorMessage::getWhere)
                .map(LINE::matcher)
                .filter(Matcher::find)
                .map(found -> Long.valueOf(found.group(1)));
    }

    public static String reason(PSQLException refusal) {
        var message = Objects.requireNonNull(refusal.getServerErrorMessage());
        return Stream.of(message.getMessage(), message.getDetail())
                .filter(Objects::nonNull)
                .collect(Collectors.joining("; "));
    }

    private void append(@Nullable Object value) {
        switch (value) {
            case null -> text.append("\\N");
            case String string -> escape(string);
            case BigDecimal number -> text.append(number.toPlainString());
            case Enum<?> constant -> text.append(constant.name());
            case Currency currency -> text.append(currency.getCurrencyCode());
            case UUID _, Instant _, Integer _, Long _, Boolean _ -> text.append(value);
            default -> throw new IllegalArgumentException("Rows hold no " + value.getClass());
        }
    }

    private void escape(String string) {
        for (int i = 0; i < string.length(); i++) {
            var c = string.charAt(i);
            if (Character.isSurrogate(c) && !isPaired(string, i)) {
                throw new IllegalArgumentException("half of a surrogate pair is no character");
            }
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> text.append(c);
            }
        }
    }

    /** Whether the surrogate has its other half; UTF-8 would replace an unpaired one by a question mark. */
    private static boolean isPaired(String string, int at) {
        return Character.isHighSurrogate(string.charAt(at))
                ? at + 1 < string.length() && Character.isLowSurrogate(string.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(string.charAt(at - 1));
    }
}
