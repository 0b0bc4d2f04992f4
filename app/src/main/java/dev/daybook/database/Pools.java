package dev.daybook.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.TimeUnit;

/** Makes and closes connection pools beside that of the shop. */
public final class Pools {
    private static final long ORDERLY_CLOSE_MILLIS = 500;

    private Pools() {}

    /** Configuration of a pool that differs from the one of the shop in its name and size. */
    public static HikariConfig configBeside(HikariDataSource shop, String name, int connections) {
        var config = new HikariConfig();
        shop.copyStateTo(config);
        config.setPoolName(name);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        return config;
    }

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
