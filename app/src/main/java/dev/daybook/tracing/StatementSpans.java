package dev.daybook.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;

/** A span for each statement of a recorded trace, with its text but no value. */
final class StatementSpans implements QueryExecutionListener {
    private static final String SPAN = StatementSpans.class.getName();
    private static final int MAX_TEXT = 2_000;
    /** Searches have their words in the text, so that they are planned for them. */
    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'|\\b\\d+(?:\\.\\d+)?\\b");

    private final Supplier<Tracer> tracer;

    StatementSpans(Supplier<Tracer> tracer) {
        this.tracer = tracer;
    }

    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        if (queries.isEmpty() || !Span.current().isRecording()) {
            return;
        }
        var text = withoutValues(queries.getFirst().getQuery());
        execution.addCustomValue(
                SPAN,
                tracer.get()
                        .spanBuilder(verbOf(text))
                        .setSpanKind(SpanKind.CLIENT)
                        .setAttribute("db.system.name", "postgresql")
                        .setAttribute("db.query.text", text)
                        .startSpan());
    }

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        var span = execution.getCustomValue(SPAN, Span.class);
        if (span != null) {
            if (execution.getThrowable() instanceof SQLException failure) {
                ActiveSpan.fail(span, Objects.requireNonNullElse(failure.getSQLState(), "unknown"));
            }
            span.end();
        }
    }

    static String withoutValues(String sql) {
        var text = LITERAL.matcher(sql).replaceAll("?");
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }

    private static String verbOf(String sql) {
        return sql.strip().split("\\s", 2)[0].toUpperCase(Locale.ROOT);
    }
}
