package dev.daybook.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.daybook.support.AfterSecondLane;
import dev.daybook.support.Node;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The addresses at which a shop listens: a machine has one at which other machines reach it. */
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
@AfterSecondLane
class ListeningTests {
    private static final String[] PRODUCTION = {
        "--spring.profiles.active=production",
        "--daybook.security.token-secret=" + "s".repeat(32),
        "--daybook.personal-data.master-key=bmV3LW5ldy1uZXctbmV3LW5ldy1uZXctbmV3LW5ldy0="
    };

    private final HttpClient http = HttpClient.newHttpClient();
    private Node production;

    @BeforeAll
    void open() {
        production = Node.ofNewShop(PRODUCTION);
    }

    @AfterAll
    void close() {
        production.close();
    }

    @Test
    void a_shop_with_known_passwords_listens_to_its_own_machine_only_and_says_so(CapturedOutput output)
            throws Exception {
        var outside = outside();
        try (var shop = Node.start()) {
            assertThat(output).contains("Only this machine reaches it; SERVER_ADDRESS=0.0.0.0 lets others in.");
            assertThat(ask("localhost", shop, "/actuator/health").statusCode()).isEqualTo(200);
            assumeThat(outside).isPresent();
            assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(() -> ask(outside.get(), shop, "/actuator/health"));
        }
    }

    @ParameterizedTest
    @CsvSource({"'', true", "http://localhost:5173, false"})
    void a_shop_says_how_the_page_of_a_frontend_is_let_in_until_one_is(
            String origin, boolean said, CapturedOutput output) {
        try (var _ = Node.start("--spring.graphql.cors.allowed-origins=" + origin)) {
            assertThat(output.getOut().contains("SPRING_GRAPHQL_CORS_ALLOWEDORIGINS=http://localhost:5173 lets yours"))
                    .isEqualTo(said);
        }
    }

    @Test
    void it_listens_where_it_is_told_to(CapturedOutput output) throws Exception {
        var outside = outside();
        assumeThat(outside).isPresent();
        try (var shop = Node.start("--server.address=" + outside.get())) {
            assertThat(output)
                    .contains("It listens at %s.".formatted(outside.get()), "http://%s:".formatted(outside.get()));
            assertThat(ask(outside.get(), shop, "/actuator/health").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_production_shop_listens_at_every_address() throws Exception {
        assertThat(ask("localhost", production, "/actuator/health").statusCode())
                .isEqualTo(200);
        var outside = outside();
        assumeThat(outside).isPresent();
        assertThat(ask(outside.get(), production, "/actuator/health").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/graphiql", "/graphiql/"})
    void a_production_shop_has_no_page_for_strangers(String path) throws Exception {
        var answer = ask("localhost", production, path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).startsWith("{\"errors\":[{").contains("\"message\":\"Not Found\"");
    }

    private HttpResponse<String> ask(String host, Node shop, String path) throws IOException, InterruptedException {
        var port = shop.context().getEnvironment().getRequiredProperty("local.server.port");
        return http.send(
                HttpRequest.newBuilder(URI.create("http://%s:%s%s".formatted(host, port, path)))
                        .build(),
                BodyHandlers.ofString());
    }

    private static Optional<String> outside() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .map(InetAddress::getHostAddress)
                .findFirst();
    }
}
