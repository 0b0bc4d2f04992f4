package dev.daybook.commands;

import java.time.Duration;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.axonframework.spring.config.SpringAggregateConfigurer;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Bounds the time that a command waits for the lock of a stream. It has a database connection meanwhile, perhaps one that
 * was lost in silence, so that each of many in a queue would wait for its own to time out.
 */
@Configuration(proxyBeanMethods = false)
class StreamLocks {
    private static final String NAME = "locksOfStreams";

    /** After each attempt Axon looks for a deadlock. Shorter ones would keep the cores busy when many wait, and take longer. */
    private static final Duration ATTEMPT = Duration.ofMillis(100);

    /** Axon counts one that does not wait, and the one that gives up. */
    private static final int WITHOUT_WAITING = 2;

    @Bean(NAME)
    static LockFactory locksOfStreams(CommandSettings settings) {
        return PessimisticLockFactory.builder()
                .lockAttemptTimeout(Math.toIntExact(ATTEMPT.toMillis()))
                .acquireAttempts(
                        WITHOUT_WAITING + Math.toIntExact(settings.lockTimeout().dividedBy(ATTEMPT)))
                .build();
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
