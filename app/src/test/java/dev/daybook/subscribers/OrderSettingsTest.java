package dev.daybook.subscribers;

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
class OrderSettingsTest {
    @ParameterizedTest
    @CsvSource({"1s, PT1S", "45m, PT45M", "365d, P365D"})
    void an_order_waits_for_its_money_from_a_second_to_a_year(String setting, String window) {
        try (var context = start("--daybook.orders.payment-window=" + setting)) {
            assertThat(context.getBean(OrderSettings.class).paymentWindow()).isEqualTo(Duration.parse(window));
        }
    }

    @Test
    void without_settings_there_is_time_enough_and_figures_are_in_euros() {
        try (var context = start()) {
            var settings = context.getBean(OrderSettings.class);
            assertThat(settings.paymentWindow()).isGreaterThanOrEqualTo(Duration.ofMinutes(30));
            assertThat(settings.currency()).isEqualTo("EUR");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "payment-window, 0s, daybook.orders.paymentWindow",
        "payment-window, -1s, daybook.orders.paymentWindow",
        "payment-window, 999ms, daybook.orders.paymentWindow",
        "payment-window, 366d, daybook.orders.paymentWindow",
        "payment-window, soon, daybook.orders.payment-window",
        "currency, EURO, daybook.orders",
    })
    void a_setting_out_of_range_stops_the_start_and_is_named(
            String setting, String value, String named, CapturedOutput output) {
        assertThatException().isThrownBy(() -> start("--daybook.orders.%s=%s".formatted(setting, value)));
        assertThat(output).contains("APPLICATION FAILED TO START", named).doesNotContain("\tat ");
    }

    private static ConfigurableApplicationContext start(String... settings) {
        var application = new SpringApplication(Settings.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        return application.run(settings);
    }

    @EnableConfigurationProperties(OrderSettings.class)
    static class Settings {}
}
