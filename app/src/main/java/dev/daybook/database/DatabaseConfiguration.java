package dev.daybook.database;

import dev.daybook.database.embedded.DataDirectory;
import dev.daybook.database.embedded.EmbeddedDatabase;
import dev.daybook.database.embedded.RunningDatabase;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

/**
 * Provides the connection details for the pool of Spring Boot, which thereby depends on the database and is closed
 * before it.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConnectionTimeouts.class)
class DatabaseConfiguration {

    /**
     * @param beside whether to join the server of a shop that holds the data directory, as commands do; a shop needs it
     *     for itself
     */
    @Bean
    DriverSettings database(
            DataSourceProperties properties,
            ConnectionTimeouts timeouts,
            @Value("${daybook.data-dir:}") String dataDirectory,
            @Value("${daybook.beside-a-shop:false}") boolean beside) {
        return new DriverSettings(find(properties, timeouts, dataDirectory, beside), timeouts);
    }

    private static JdbcConnectionDetails find(
            DataSourceProperties properties, ConnectionTimeouts timeouts, String dataDirectory, boolean beside) {
        if (StringUtils.hasText(properties.getUrl())) {
            return ExternalDatabase.at(
                    properties.getUrl(), properties.getUsername(), properties.getPassword(), timeouts);
        }
        var directory = DataDirectory.of(dataDirectory);
        return beside
                ? RunningDatabase.joinOrStart(directory)
                : EmbeddedDatabase.start(directory).endingWithIt(() -> System.exit(1));
    }
}
