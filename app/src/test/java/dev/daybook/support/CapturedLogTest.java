package dev.daybook.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

class CapturedLogTest {
    @Test
    void it_goes_on_when_other_shops_have_configured_the_log_anew() {
        try (var logged = new CapturedLog()) {
            for (int i = 0; i < 2; i++) {
                new SpringApplicationBuilder(CapturedLogTest.class)
                        .web(WebApplicationType.NONE)
                        .run()
                        .close();
                LoggerFactory.getLogger(getClass()).warn("after shop {}", i);
            }
            assertThat(logged.lines())
                    .anyMatch(line -> line.endsWith("after shop 0"))
                    .anyMatch(line -> line.endsWith("after shop 1"));
        }
    }
}
