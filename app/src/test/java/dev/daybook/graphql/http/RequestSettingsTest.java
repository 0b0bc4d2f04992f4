package dev.daybook.graphql.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import dev.daybook.support.AfterSecondLane;
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
import org.springframework.util.unit.DataSize;

@ExtendWith(OutputCaptureExtension.class)
@AfterSecondLane
class RequestSettingsTest {
    @Test
    void a_stranger_may_send_64_kib_and_who_is_signed_in_1_mib() {
        try (var context = start()) {
            assertThat(context.getBean(RequestSettings.class))
                    .isEqualTo(new RequestSettings(DataSize.ofKilobytes(64), DataSize.ofMegabytes(1)));
        }
    }

    @Test
    void other_sizes_can_be_chosen() {
        try (var context =
                start("--daybook.requests.max-body-size=1KB", "--daybook.requests.max-body-size-signed-in=16MB")) {
            assertThat(context.getBean(RequestSettings.class))
                    .isEqualTo(new RequestSettings(DataSize.ofKilobytes(1), DataSize.ofMegabytes(16)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "max-body-size, 1023B, max-body-size must be between 1KB and 16MB",
        "max-body-size, 0, max-body-size must be between 1KB and 16MB",
        "max-body-size, 2MB, max-body-size-signed-in must be at least daybook.requests.max-body-size",
        "max-body-size-signed-in, 17MB, max-body-size-signed-in must be between 1KB and 16MB",
        "max-body-size-signed-in, 63KB, max-body-size-signed-in must be at least daybook.requests.max-body-size",
    })
    void a_size_out_of_range_stops_the_start_and_is_named(
            String setting, String value, String reason, CapturedOutput output) {
        assertThatException().isThrownBy(() -> start("--daybook.requests.%s=%s".formatted(setting, value)));
        assertThat(output)
                .contains("APPLICATION FAILED TO START", "daybook.requests." + reason)
                .doesNotContain("\tat ");
    }

    private static ConfigurableApplicationContext start(String... settings) {
        var application = new SpringApplication(Settings.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        return application.run(settings);
    }

    @EnableConfigurationProperties(RequestSettings.class)
    static class Settings {}
}
