package dev.daybook.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.support.Node;
import dev.daybook.support.Scrape;
import dev.daybook.support.SecondLane;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;

/** A shop whose actuator has a port of its own. */
@TestInstance(Lifecycle.PER_CLASS)
@SecondLane
class ManagementPortTests {
    private Node shop;

    @BeforeAll
    void open() {
        shop = Node.ofNewShop("--management.server.port=0");
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    void it_shows_the_metrics_to_who_reaches_it() throws Exception {
        var answer = get("local.management.port", "/actuator/prometheus");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("daybook_log_horizon");
        assertThat(get("local.management.port", "/actuator/health").statusCode())
                .isEqualTo(200);
    }

    @Test
    void it_listens_where_the_shop_does() {
        assertThat(shop.bean(ManagementServerProperties.class).getAddress())
                .isEqualTo(InetAddress.getLoopbackAddress());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/prometheus", "/actuator", "/actuator/health/nonsense"})
    void the_port_of_the_shop_has_none_of_it(String path) throws Exception {
        assertThat(get("local.server.port", path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
    void probes_stay_on_the_port_of_the_shop(String path) throws Exception {
        var answer = get("local.server.port", path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"status\":\"UP\"");
    }

    private HttpResponse<String> get(String port, String path) throws IOException, InterruptedException {
        return Scrape.get(
                "http://localhost:%s%s"
                        .formatted(shop.context().getEnvironment().getRequiredProperty(port), path),
                null);
    }
}
