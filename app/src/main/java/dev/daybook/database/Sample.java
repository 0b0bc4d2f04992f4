package dev.daybook.database;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Query behind several gauges: those that are read at once share its result. */
public final class Sample<T> {
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger(Sample.class);

    private final Supplier<T> query;
    private @Nullable T result;
    private long readAt = System.nanoTime() - AT_ONCE.toNanos();

    public Sample(Supplier<T> query) {
        this.query = query;
    }

    /** A figure of the result; none, as gauges say it, while the database does not answer. */
    public double figure(ToDoubleFunction<T> figure) {
        var current = current();
        return current == null ? Double.NaN : figure.applyAsDouble(current);
    }

    private synchronized @Nullable T current() {
        if (System.nanoTime() - readAt >= AT_ONCE.toNanos()) {
            result = read();
            readAt = System.nanoTime();
        }
        return result;
    }

    private @Nullable T read() {
        try {
            return query.get();
        } catch (DataAccessException | TransactionException e) {
            log.debug("Gauges have no figure", e);
            return null;
        }
    }
}
