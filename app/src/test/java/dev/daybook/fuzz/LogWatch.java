package dev.daybook.fuzz;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Hears what the shop logs above DEBUG: nothing, by what a client does wrong. */
final class LogWatch extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final List<String> WATCHED =
            List.of("dev.daybook", "org.springframework", "org.apache", "org.axonframework", "graphql", "reactor");

    private final LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final Map<Logger, @Nullable Level> levels = new HashMap<>();

    LogWatch() {
        setContext(loggers);
        start();
        loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(this);
        for (var name : WATCHED) {
            var logger = loggers.getLogger(name);
            levels.put(logger, logger.getLevel());
            logger.setLevel(Level.INFO);
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (!isOfTheMachine(event)) {
            heard.add("%s %s : %s".formatted(event.getLevel(), event.getLoggerName(), event.getFormattedMessage()));
        }
    }

    /** Returns whether the line is permitted: the end of a rebuild, or the warning of a machine that is too busy. */
    private static boolean isOfTheMachine(ILoggingEvent event) {
        return (event.getLoggerName().startsWith("dev.daybook.replay") && event.getLevel() == Level.INFO)
                || event.getFormattedMessage().contains("Thread starvation or clock leap detected");
    }

    /** Since the last time that it was asked for. */
    List<String> heard() {
        var lines = new ArrayList<String>();
        heard.drainTo(lines);
        return lines;
    }

    @Override
    public void close() {
        loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAppender(this);
        levels.forEach(Logger::setLevel);
        stop();
    }
}
