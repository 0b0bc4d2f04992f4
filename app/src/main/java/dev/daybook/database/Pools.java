package dev.daybook.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.TimeUnit;

/** Closes connection pools. */
public final class Pools {
    private static final long ORDERLY_CLOSE_MILLIS = 500;

    private Pools() {}

    /**
     * Closes a pool, and does not wait for long: one whose database is away waits until its attempts to connect have timed
     * out, and a shop that stops closes several.
     */
    public static void closeSoon(HikariDataSource pool) {
        var closing =
                Thread.ofPlatform().daemon().name(pool.getPoolName() + "-close").start(pool::close);
        try {
            TimeUnit.MILLISECONDS.timedJoin(closing, ORDERLY_CLOSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
