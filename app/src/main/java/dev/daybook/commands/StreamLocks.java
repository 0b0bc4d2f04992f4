package dev.daybook.commands;

import dev.daybook.database.CommandWaits;
import dev.daybook.database.RequestWaits;
import java.time.Duration;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.axonframework.spring.config.SpringAggregateConfigurer;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * Axon's locks of streams, for which a command waits for a bounded time, however many it needs. Without a bound each of many
 * in a queue would wait for a connection that was lost in silence to time out.
 */
@Component(StreamLocks.NAME)
class StreamLocks implements LockFactory {
    static final String NAME = "locksOfStreams";

    /** After each attempt Axon looks for a deadlock. Shorter ones would keep the cores busy when many wait, and take longer. */
    private static final Duration ATTEMPT = Duration.ofMillis(100);

    /** One that waits: Axon also counts one that does not, and the one that gives up. */
    private static final int ATTEMPTS = 3;

    private final LockFactory locks = PessimisticLockFactory.builder()
            .lockAttemptTimeout(Math.toIntExact(ATTEMPT.toMillis()))
            .acquireAttempts(ATTEMPTS)
            .build();
    private final Duration timeout;

    StreamLocks(CommandSettings settings) {
        timeout = settings.lockTimeout();
    }

    /** The end of a wait that begins now, in {@link System#nanoTime()}; sooner for who has waited for a connection before. */
    long deadline() {
        return System.nanoTime() + RequestWaits.leftOf(timeout).toNanos();
    }

    @Override
    public Lock obtainLock(String stream) {
        var begin = System.nanoTime();
        try {
            return obtainLock(stream, begin + CommandWaits.leftOf(timeout).toNanos());
        } finally {
            CommandWaits.forStream(begin);
        }
    }

    /** @throws LockAcquisitionFailedException when another thread has the lock until the deadline */
    Lock obtainLock(String stream, long deadline) {
        while (true) {
            try {
                return locks.obtainLock(stream);
            } catch (LockAcquisitionFailedException taken) {
                if (System.nanoTime() - deadline > 0) {
                    throw taken;
                }
            }
        }
    }

    /** Axon has one such configurer for each aggregate, and takes the locks that its annotation names. */
    @Bean
    static BeanPostProcessor locksOfAggregates() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof SpringAggregateConfigurer<?> aggregate) {
                    aggregate.setLockFactory(NAME);
                }
                return bean;
            }
        };
    }
}
