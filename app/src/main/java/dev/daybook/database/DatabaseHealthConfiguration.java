package dev.daybook.database;

import dev.daybook.database.DatabaseCheck.State;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells the health of the database in place of Spring Boot's indicator, which waits for as long as the pool does. */
@Configuration(proxyBeanMethods = false)
class DatabaseHealthConfiguration {
    @Bean
    HealthIndicator dbHealthIndicator(DatabaseCheck database) {
        return () -> (database.check().state() == State.AWAY ? Health.down() : Health.up()).build();
    }
}
