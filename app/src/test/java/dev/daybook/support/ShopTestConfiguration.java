package dev.daybook.support;

import dev.daybook.commands.Commands;
import dev.daybook.security.Sessions;
import dev.daybook.users.Passwords;
import dev.daybook.users.QuickPasswords;
import java.util.List;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.DataSourceQueryCountListener;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.listener.SingleQueryCountHolder;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/** Watches the statements that reach the database, hashes passwords quickly, and gives tests a client. */
@TestConfiguration(proxyBeanMethods = false)
public class ShopTestConfiguration {
    @Bean
    static SingleQueryCountHolder statements() {
        return new SingleQueryCountHolder();
    }

    /** Those of who listens to the log. */
    @Bean
    static SingleQueryCountHolder feedStatements() {
        return new SingleQueryCountHolder();
    }

    @Bean
    static QueryPlans plans() {
        return new QueryPlans();
    }

    @Bean
    static BeanPostProcessor countingDataSource(
            @Qualifier("statements") SingleQueryCountHolder statements,
            @Qualifier("feedStatements") SingleQueryCountHolder feedStatements,
            QueryPlans plans) {
        return new BeanPostProcessor() {
            @Override
            public @Nullable Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource dataSource
                        ? ProxyDataSourceBuilder.create(dataSource)
                                .listener(only("tomcat-handler-", statements))
                                .listener(only("live-log-listener", feedStatements))
                                .listener(plans)
                                .build()
                        : bean;
            }
        };
    }

    /** Counts only the statements of threads with this prefix, so that the shop's background work is left out. */
    private static QueryExecutionListener only(String threads, SingleQueryCountHolder statements) {
        var counting = new DataSourceQueryCountListener() {
            @Override
            public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
                if (Thread.currentThread().getName().startsWith(threads)) {
                    super.afterQuery(execution, queries);
                }
            }
        };
        counting.setQueryCountStrategy(statements);
        return counting;
    }

    @Bean
    @Primary
    Passwords quickPasswords() {
        return new QuickPasswords();
    }

    @Bean
    FailingCommand.Handler halfDone() {
        return new FailingCommand.Handler();
    }

    @Bean
    Times.Requests times() {
        return new Times.Requests();
    }

    @Bean
    @Lazy
    Shop shop(Environment environment, Commands commands, Sessions sessions, Passwords passwords) {
        return new Shop(
                environment.getRequiredProperty("local.server.port", Integer.class), commands, sessions, passwords);
    }
}
