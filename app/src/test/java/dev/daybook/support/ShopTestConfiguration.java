package dev.daybook.support;

import dev.daybook.eventstore.Commands;
import dev.daybook.users.Passwords;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.listener.SingleQueryCountHolder;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** Watches the statements that reach the database, and gives tests a client. */
@TestConfiguration(proxyBeanMethods = false)
public class ShopTestConfiguration {
    @Bean
    static SingleQueryCountHolder statements() {
        return new SingleQueryCountHolder();
    }

    @Bean
    static Plans plans() {
        return new Plans();
    }

    @Bean
    static BeanPostProcessor countingDataSource(SingleQueryCountHolder statements, Plans plans) {
        return new BeanPostProcessor() {
            @Override
            public @Nullable Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource dataSource
                        ? ProxyDataSourceBuilder.create(dataSource)
                                .countQuery(statements)
                                .listener(plans)
                                .build()
                        : bean;
            }
        };
    }

    @Bean
    HalfDone.Handler halfDone() {
        return new HalfDone.Handler();
    }

    @Bean
    @Lazy
    Shop shop(Environment environment, Commands commands, Passwords passwords) {
        return new Shop(environment.getRequiredProperty("local.server.port", Integer.class), commands, passwords);
    }
}
