package dev.daybook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.daybook.database.embedded.DatabaseUnavailable;
import dev.daybook.database.embedded.EmbeddedDatabase;
import dev.daybook.support.SecondLane;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SecondLane
class ExternalDatabaseTest {

    @Test
    void a_server_says_what_is_wrong_with_the_login_or_the_name(@TempDir Path home) {
        try (var server = EmbeddedDatabase.start(home)) {
            var url = server.getJdbcUrl();
            assertThat(refusal(url, "sesame"))
                    .hasMessageContaining("password authentication failed for user \"daybook\"")
                    .extracting(DatabaseUnavailable::action)
                    .asString()
                    .contains("SPRING_DATASOURCE_USERNAME", "SPRING_DATASOURCE_PASSWORD");
            assertThat(refusal(url + "s", server.getPassword()))
                    .hasMessageContaining("database \"daybooks\" does not exist")
                    .extracting(DatabaseUnavailable::action)
                    .asString()
                    .contains("SPRING_DATASOURCE_URL");
        }
    }

    @Test
    void a_server_that_does_not_answer_is_named_without_the_parameters() {
        assertThat(refusal("jdbc:postgresql://localhost:1/daybook?password=sesame", null))
                .hasMessageStartingWith("PostgreSQL cannot be reached at //localhost:1/daybook: Connection refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://ada:sesame@localhost/daybook",
                "jdbc:mysql://localhost/daybook?password=sesame",
                "jdbc:postgresql://ada:sesame@localhost/daybook",
                "jdbc:postgresql://localhost:port/daybook?password=sesame"
            })
    void an_address_that_cannot_be_one_is_refused_without_being_printed(String url) {
        var refusal = refusal(url, "sesame");
        assertThat(refusal).hasMessageStartingWith("SPRING_DATASOURCE_URL").hasMessageNotContaining("sesame");
        assertThat(refusal.action()).contains("jdbc:postgresql://").doesNotContain("sesame");
    }

    private static DatabaseUnavailable refusal(String url, @Nullable String password) {
        return catchThrowableOfType(DatabaseUnavailable.class, () -> ExternalDatabase.at(url, "daybook", password));
    }
}
