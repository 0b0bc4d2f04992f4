package dev.daybook.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.daybook.support.ShopTest;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ShopTest
class EventStoreMigrationTests {
    @Autowired
    DataSource dataSource;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void the_old_log_is_gone() {
        jdbc.sql("drop schema if exists old_log cascade").update();
    }

    @Test
    void a_log_with_personal_data_in_the_clear_is_not_taken_over() {
        migrate("1");
        jdbc.sql("""
                insert into old_log.domain_events
                  (event_id, aggregate_type, aggregate_id, sequence_number, type, occurred_at, payload, metadata)
                values (gen_random_uuid(), 'User', 'ada', 0, 'users.UserRegistered', now(), '{"username": "ada"}', '{}')""").update();
        assertThatExceptionOfType(FlywayException.class)
                .isThrownBy(() -> migrate("2"))
                .withMessageContaining("before personal data were encrypted");
        assertThat(jdbc.sql("select to_regclass('old_log.personal_keys') is null")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void an_empty_log_is_migrated() {
        migrate("1");
        migrate("2");
        assertThat(jdbc.sql("select count(*) from old_log.personal_keys")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private void migrate(String version) {
        Flyway.configure()
                .dataSource(dataSource)
                .schemas("old_log")
                .locations("classpath:db/migration/eventstore")
                .target(version)
                .load()
                .migrate();
    }
}
