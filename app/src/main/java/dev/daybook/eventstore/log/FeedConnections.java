package dev.daybook.eventstore.log;

import com.zaxxer.hikari.HikariDataSource;
import dev.daybook.database.Pools;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.IntSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/**
 * Gives feeds a small connection pool of their own behind the one {@link DataSource} of the shop, so that a command
 * never waits for the subscribers of feeds, however many they are. The first subscriber opens it.
 */
@Component
class FeedConnections implements BeanPostProcessor, Ordered, DisposableBean {
    private final ObjectProvider<FeedSettings> settings;
    private @Nullable WithFeeds wrapped;

    FeedConnections(ObjectProvider<FeedSettings> settings) {
        this.settings = settings;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool) {
            wrapped = new WithFeeds(pool, () -> settings.getObject().connections());
            return wrapped;
        }
        return bean;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void destroy() {
        if (wrapped != null) {
            wrapped.close();
        }
    }

    private static final class WithFeeds extends DelegatingDataSource {
        private final HikariDataSource shop;
        private final IntSupplier connections;
        private @Nullable HikariDataSource feeds;

        WithFeeds(HikariDataSource shop, IntSupplier connections) {
            super(shop);
            this.shop = shop;
            this.connections = connections;
        }

        @Override
        public Connection getConnection() throws SQLException {
            return FeedReads.isFeedThread() ? feeds().getConnection() : super.getConnection();
        }

        private synchronized HikariDataSource feeds() {
            if (feeds == null) {
                feeds = new HikariDataSource(Pools.configBeside(shop, "feeds", connections.getAsInt()));
            }
            return feeds;
        }

        synchronized void close() {
            if (feeds != null) {
                Pools.closeSoon(feeds);
            }
        }
    }
}
