package dev.daybook.support;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Captures the log of the shop, from INFO on. */
public final class CapturedLog extends LastingAppender {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    public CapturedLog() {
        attach();
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.INFO)) {
            lines.add("%s %s: %s".formatted(event.getLevel(), event.getLoggerName(), event.getFormattedMessage()));
        }
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }
}
