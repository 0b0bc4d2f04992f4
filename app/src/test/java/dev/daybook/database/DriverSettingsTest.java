package dev.daybook.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.Driver;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

class DriverSettingsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"a:5432/daybook 4", "a,b:5433/daybook?ApplicationName=x,y 6", "a,b,c/daybook 8"})
    void a_log_in_has_time_for_each_server_that_is_away(String address, String seconds) {
        assertThat(of("jdbc:postgresql://" + address))
                .containsEntry("loginTimeout", seconds)
                .containsEntry("connectTimeout", "2");
    }

    @Test
    void one_of_several_servers_that_is_away_is_left_out_for_a_minute_or_as_the_operator_says() {
        assertThat(of("jdbc:postgresql://a,b/daybook"))
                .containsEntry("hostRecheckSeconds", "60")
                .containsEntry("sslResponseTimeout", "2000");
        assertThat(of("jdbc:postgresql://a,b/daybook?hostRecheckSeconds=5")).containsEntry("hostRecheckSeconds", "5");
        assertThat(of("jdbc:postgresql://a/daybook")).doesNotContainKeys("hostRecheckSeconds", "sslResponseTimeout");
    }

    private static Properties of(String url) {
        JdbcConnectionDetails database = new JdbcConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return url;
            }

            @Override
            public String getUsername() {
                return "daybook";
            }

            @Override
            public String getPassword() {
                return "sesame";
            }
        };
        var settings = new DriverSettings(database, ExternalDatabaseTest.waiting(Duration.ZERO));
        return Objects.requireNonNull(Driver.parseURL(settings.getJdbcUrl(), null));
    }
}
