package dev.daybook.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import dev.daybook.support.AfterSecondLane;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
@AfterSecondLane
class LogInSettingsTest {
    @Test
    void ten_wrong_passwords_of_a_login_and_a_hundred_from_an_address_are_taken_in_a_quarter_of_an_hour() {
        try (var context = start()) {
            assertThat(context.getBean(LogInSettings.class))
                    .isEqualTo(new LogInSettings(10, 100, Duration.ofMinutes(15)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "attempts-per-login, 0, attemptsPerLogin",
        "attempts-per-login, 1000001, attemptsPerLogin",
        "attempts-per-address, -1, attemptsPerAddress",
        "per, 0s, per",
        "per, 25h, per",
        "per, soon, per",
    })
    void a_setting_out_of_range_stops_the_start_and_is_named(
            String setting, String value, String named, CapturedOutput output) {
        assertThatException().isThrownBy(() -> start("--daybook.security.log-in.%s=%s".formatted(setting, value)));
        assertThat(output)
                .contains("APPLICATION FAILED TO START", "daybook.security.log-in." + named)
                .doesNotContain("\tat ");
    }

    private static ConfigurableApplicationContext start(String... settings) {
        var application = new SpringApplication(Settings.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        return application.run(settings);
    }

    @EnableConfigurationProperties(LogInSettings.class)
    static class Settings {}
}
