package dev.daybook.subscribers;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import dev.daybook.database.Pools;
import dev.daybook.database.StrictTransactionManager;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Connection pool for the tokens and dead letters of subscribers. It is separate from the pool of commands, since a
 * subscriber holds a connection while the commands that it sends need another, which could deadlock on one pool.
 */
@Component
class SubscriberDatabase implements DisposableBean {
    private static final int CONNECTIONS = 3;
    /** Connections for each subscriber beside that of notifications: one while it handles an event, one for its claim. */
    private static final int MORE_CONNECTIONS = 2;
    /** Time for which a subscriber may wait for something else than the database while it handles an event. */
    private static final int IDLE_SECONDS = 60;
    /**
     * Time without an answer after which a connection counts as lost. Its statements are small, and a subscriber waits for
     * this after it has waited for its command, which may have been on a lost connection, too.
     */
    private static final int SOCKET_TIMEOUT_SECONDS = 6;

    private final HikariDataSource pool;
    private final TransactionManager transactions;

    SubscriberDatabase(
            DataSource shop,
            ObjectProvider<Subscriber> subscribers,
            ObjectProvider<OrderedSubscriber> ordered,
            MeterRegistry meters)
            throws SQLException {
        var more = (int) (subscribers.stream().count() + ordered.stream().count());
        var config = Pools.configBeside(
                shop.unwrap(HikariDataSource.class), "subscribers", CONNECTIONS + MORE_CONNECTIONS * more);
        if (more > 0) {
            config.setConnectionInitSql("%s; set idle_in_transaction_session_timeout = '%ds'"
                    .formatted(Objects.requireNonNullElse(config.getConnectionInitSql(), "select"), IDLE_SECONDS));
        }
        // Of parameters that come twice the driver takes the last.
        config.setJdbcUrl(config.getJdbcUrl() + "&socketTimeout=" + SOCKET_TIMEOUT_SECONDS);
        config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
        pool = new HikariDataSource(config);
        transactions = new SpringTransactionManager(new StrictTransactionManager(pool));
    }

    TransactionManager transactions() {
        return transactions;
    }

    ConnectionProvider connections() {
        return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(pool));
    }

    JdbcClient jdbc() {
        return JdbcClient.create(pool);
    }

    @Override
    public void destroy() {
        Pools.closeSoon(pool);
    }
}
