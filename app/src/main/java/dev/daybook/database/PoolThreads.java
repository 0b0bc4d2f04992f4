package dev.daybook.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Threads in which the pools connect. A pool pauses between its attempts to connect, twice as long each time and up to five
 * seconds, so that it would find a database that was away so much later.
 */
@Component
class PoolThreads implements ThreadFactory, BeanPostProcessor {
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();

    /** Pools beside that of the shop copy its configuration, and with it the threads. */
    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool) {
            pool.setThreadFactory(this);
        }
        return bean;
    }

    @Override
    public Thread newThread(Runnable work) {
        return Thread.ofPlatform().daemon().name("connection-pool").unstarted(() -> {
            running.add(Thread.currentThread());
            try {
                work.run();
            } finally {
                running.remove(Thread.currentThread());
            }
        });
    }

    /** Ends the pauses: a pool gives an attempt up when it is interrupted, and begins anew for those who wait. */
    void connectNow() {
        running.forEach(Thread::interrupt);
    }
}
