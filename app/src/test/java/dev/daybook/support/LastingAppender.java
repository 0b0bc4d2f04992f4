package dev.daybook.support;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/** An appender that stays when another shop of the JVM starts, which configures the log of all anew. */
abstract class LastingAppender extends AppenderBase<ILoggingEvent> implements LoggerContextListener, AutoCloseable {
    private final LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger root = loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    final void attach() {
        setContext(loggers);
        start();
        root.addAppender(this);
        loggers.addListener(this);
    }

    @Override
    public boolean isResetResistant() {
        return true;
    }

    @Override
    public void onReset(LoggerContext context) {
        start();
        root.addAppender(this);
    }

    @Override
    public void onStart(LoggerContext context) {}

    @Override
    public void onStop(LoggerContext context) {}

    @Override
    public void onLevelChange(Logger logger, Level level) {}

    @Override
    public void close() {
        loggers.removeListener(this);
        root.detachAppender(this);
        stop();
    }
}
