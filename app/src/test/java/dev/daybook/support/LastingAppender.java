package dev.daybook.support;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/** An appender that comes back when another shop of the JVM has started, which configures the log of all anew. */
abstract class LastingAppender extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final Set<LastingAppender> ATTACHED = ConcurrentHashMap.newKeySet();

    private final LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger root = loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    final void attach() {
        ATTACHED.add(this);
        attachAgain();
    }

    private void attachAgain() {
        setContext(loggers);
        start();
        root.addAppender(this);
    }

    @Override
    public void close() {
        ATTACHED.remove(this);
        root.detachAppender(this);
        stop();
    }

    /** Listens in each shop. Logback's own listeners do not outlive the stop of its context, with which Boot begins. */
    static final class OfEachShop implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {
        @Override
        public int getOrder() {
            return LoggingApplicationListener.DEFAULT_ORDER + 1;
        }

        @Override
        public void onApplicationEvent(ApplicationEnvironmentPreparedEvent shop) {
            ATTACHED.forEach(LastingAppender::attachAgain);
        }
    }
}
