package dev.daybook.replay;

import static java.util.stream.Collectors.joining;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Has each connection of a shop's pool enter with the versions of its projections. A command beside a shop projects nothing. */
@Component
@ConditionalOnProperty(name = "daybook.beside-a-shop", havingValue = "false", matchIfMissing = true)
class VersionedSessions implements BeanPostProcessor {
    private final ListableBeanFactory beans;

    VersionedSessions(ListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool) {
            pool.setConnectionInitSql(Stream.of(
                            pool.getConnectionInitSql(),
                            ProjectionVersions.of(beans).entry())
                    .filter(Objects::nonNull)
                    .collect(joining(";\n")));
        }
        return bean;
    }
}
