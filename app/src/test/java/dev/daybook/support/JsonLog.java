package dev.daybook.support;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Captures the log, as the lines of JSON that a collector of logs gets, of shops that have been started before. */
public final class JsonLog extends LastingAppender {
    private final StructuredLogEncoder encoder = new StructuredLogEncoder();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final JsonMapper json = new JsonMapper();

    public JsonLog() {
        encoder.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        encoder.setFormat("ecs");
        encoder.start();
        attach();
    }

    /** On the thread that has written the line, as an appender to the console does. */
    @Override
    protected void append(ILoggingEvent event) {
        lines.add(new String(encoder.encode(event), StandardCharsets.UTF_8));
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** The fields of the lines whose message has this in it, of those with this field: other shops write too. */
    public List<Map<String, Object>> having(String text, String field, String value) {
        return lines.stream()
                .map(line -> json.readValue(line, new TypeReference<Map<String, Object>>() {}))
                .filter(fields -> value.equals(fields.get(field))
                        && String.valueOf(fields.get("message")).contains(text))
                .toList();
    }

    @Override
    public void close() {
        super.close();
        encoder.stop();
    }
}
