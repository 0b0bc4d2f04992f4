package dev.daybook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.daybook.database.embedded.DataDirectory;
import dev.daybook.database.embedded.EmbeddedDatabase;
import dev.daybook.database.embedded.PidFile;
import dev.daybook.support.PreparedData;
import dev.daybook.support.SecondLane;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

@SecondLane
class DatabaseConfigurationTest {

    @TempDir
    static Path home;

    @BeforeAll
    static void postgresql_is_unpacked() {
        PreparedData.in(home);
    }

    private final ApplicationContextRunner shop = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
            .withUserConfiguration(DatabaseConfiguration.class)
            .withPropertyValues("daybook.data-dir=" + home);

    @Test
    void a_shop_that_names_no_database_has_its_own() {
        var pool = new AtomicReference<HikariDataSource>();
        shop.withPropertyValues("spring.datasource.url=").run(context -> {
            pool.set(context.getBean(HikariDataSource.class));
            var database = JdbcClient.create(pool.get()).sql("SELECT current_database()");
            assertThat(database.query(String.class).single()).isEqualTo("daybook");
            assertThat(context.getBeanFactory().getDependenciesForBean("dataSource"))
                    .as("what is closed after the pool")
                    .contains("database");
        });
        assertThat(pool.get().isClosed()).isTrue();
        assertThat(new PidFile(new DataDirectory(home).data()).server()).isEmpty();
    }

    @Test
    void a_shop_uses_the_database_that_it_names() {
        try (var server = EmbeddedDatabase.start(home)) {
            shop.withPropertyValues(
                            "spring.datasource.url=" + server.getJdbcUrl(),
                            "spring.datasource.username=" + server.getUsername(),
                            "spring.datasource.password=" + server.getPassword())
                    .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(EmbeddedDatabase.class));
        }
    }

    @Test
    void errors_hold_no_row_values_even_if_the_url_asks_for_them() {
        try (var server = EmbeddedDatabase.start(home)) {
            shop.withPropertyValues(
                            "spring.datasource.url=" + server.getJdbcUrl() + "?logServerErrorDetail=true",
                            "spring.datasource.hikari.data-source-properties.logServerErrorDetail=true",
                            "spring.datasource.username=" + server.getUsername(),
                            "spring.datasource.password=" + server.getPassword())
                    .run(context -> assertThatExceptionOfType(DataIntegrityViolationException.class)
                            .isThrownBy(
                                    () -> new JdbcTemplate(context.getBean(HikariDataSource.class))
                                            .execute(
                                                    "create temporary table t (name text unique); insert into t select 'a' || 'da' from generate_series(1, 2)"))
                            .satisfies(e -> assertThat(String.valueOf(e.getCause()))
                                    .contains("duplicate key")
                                    .doesNotContain("ada")));
        }
    }
}
