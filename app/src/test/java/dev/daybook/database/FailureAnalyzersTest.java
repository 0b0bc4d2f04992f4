package dev.daybook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import dev.daybook.database.embedded.DatabaseUnavailable;
import dev.daybook.support.AfterSecondLane;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
@AfterSecondLane
class FailureAnalyzersTest {

    @Test
    void trouble_with_the_database_is_told_with_its_remedy_and_no_stack_trace(CapturedOutput output) {
        startAndFailWith(new DatabaseUnavailable("There is no disk.", "Buy one."));
        assertThat(output).contains("There is no disk.", "Buy one.").doesNotContain("\tat ");
    }

    @Test
    void a_port_in_use_is_told_with_the_setting_that_changes_it(CapturedOutput output) {
        startAndFailWith(new PortInUseException(8080));
        assertThat(output).contains("Port 8080 is in use.", "SERVER_PORT=8081").doesNotContain("\tat ");
    }

    @Test
    void a_failed_migration_is_told_with_what_the_database_said(CapturedOutput output) {
        startAndFailWith(new FlywayException(
                "Script failed",
                new PSQLException(new ServerErrorMessage("SERROR\0C42P07\0MThe table is there already\0"))));
        assertThat(output).contains("The table is there already").doesNotContain("\tat ");
    }

    private static void startAndFailWith(RuntimeException failure) {
        var application = new SpringApplication(FailureAnalyzersTest.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.addInitializers((ApplicationContextInitializer<ConfigurableApplicationContext>) context -> {
            throw failure;
        });
        assertThatException().isThrownBy(application::run).isSameAs(failure);
    }
}
