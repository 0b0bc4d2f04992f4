package dev.daybook.database.replica;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/** Wraps the one {@link DataSource} of the shop, so that the queries which may read on a replica do. */
@Component
@ConditionalOnReplica
class ReplicaRouting implements BeanPostProcessor {
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource primary ? new Routing(primary) : bean;
    }

    private static final class Routing extends DelegatingDataSource {
        Routing(DataSource primary) {
            super(primary);
        }

        @Override
        public Connection getConnection() throws SQLException {
            var connection = QueryReads.ofReplica();
            return connection == null ? super.getConnection() : connection;
        }
    }
}
