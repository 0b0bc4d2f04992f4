package dev.daybook.database;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

/** Gives Spring Boot the details for its pool, which thereby depends on the database and is closed before it. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    JdbcConnectionDetails database(
            DataSourceProperties properties, @Value("${daybook.data-dir:}") String dataDirectory) {
        return StringUtils.hasText(properties.getUrl())
                ? ExternalDatabase.at(properties.getUrl(), properties.getUsername(), properties.getPassword())
                : EmbeddedDatabase.start(DataDirectory.of(dataDirectory));
    }
}
