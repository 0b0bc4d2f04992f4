package dev.daybook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import dev.daybook.support.AfterSecondLane;
import dev.daybook.support.Node;
import dev.daybook.support.TestDatabase;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** A shop that cannot start says what mends it, without a stack trace and without a secret. */
@ExtendWith(OutputCaptureExtension.class)
@AfterSecondLane
class RefusedStartTests {
    private static final String WITHOUT_DEMO = "--daybook.demo=false";
    private static final String OLD_KEY = "b2xkLW9sZC1vbGQtb2xkLW9sZC1vbGQtb2xkLW9sZC0=";
    private static final String NEW_KEY = "bmV3LW5ldy1uZXctbmV3LW5ldy1uZXctbmV3LW5ldy0=";

    static Stream<Arguments> wrongByThemselves() {
        return Stream.of(
                Arguments.of(Map.of("SPRING_MAIL_HOST", "127.0.0.1"), "daybook.mail.from"),
                Arguments.of(
                        Map.of(
                                "SPRING_MAIL_HOST",
                                "127.0.0.1",
                                "DAYBOOK_MAIL_FROM",
                                "shop@shop.example",
                                "DAYBOOK_MAIL_RESETURL",
                                "https://shop.example/reset",
                                "DAYBOOK_MAIL_CONFIRMURL",
                                "https://shop.example/confirm#{token}"),
                        "must be the http or https address of a page, with {token} in it"),
                Arguments.of(Map.of("DAYBOOK_SECURITY_TOKENSECRET", "hunter2"), "shorter than 32 characters"),
                Arguments.of(Map.of("DAYBOOK_PERSONALDATA_MASTERKEY", "hunter2"), "DAYBOOK_PERSONALDATA_MASTERKEY"),
                Arguments.of(
                        Map.of("DAYBOOK_SECURITY_ISSUER_URI", "https://login.example.com"),
                        "daybook.security.issuer.audience"),
                Arguments.of(Map.of("DAYBOOK_METRICS_SCRAPETOKEN", "hunter2"), "daybook.metrics.scrape-token"),
                Arguments.of(Map.of("DAYBOOK_OPERATIONS_DEADLINE", "1ms"), "daybook.operations.deadline"),
                Arguments.of(Map.of("DAYBOOK_STOP_DELAY", "2m"), "daybook.stop.delay"),
                Arguments.of(Map.of("DAYBOOK_KAFKA_TOPIC", "shop events"), "daybook.kafka.topic"),
                Arguments.of(
                        Map.of("DAYBOOK_KAFKA_TOPIC", "events", "DAYBOOK_KAFKA_PARTITIONS", "0"),
                        "daybook.kafka.partitions"),
                Arguments.of(
                        Map.of("DAYBOOK_REPLICA_URL", "jdbc:postgresql://root:hunter2@replica.example.com/daybook"),
                        "without a user or a password before its host"),
                Arguments.of(Map.of("DAYBOOK_RATE_PERCALLER", "9999"), "daybook.rate.per-caller"),
                Arguments.of(Map.of("DAYBOOK_INTROSPECTION_ADMINONLY", "perhaps"), "perhaps"),
                Arguments.of(
                        Map.of("DAYBOOK_SECURITY_LOGIN_ATTEMPTSPERLOGIN", "0"),
                        "daybook.security.log-in.attemptsPerLogin"));
    }

    static Stream<Arguments> wrongForAShop() {
        return Stream.of(
                Arguments.of(
                        Map.of(
                                "SPRING_DATASOURCE_URL",
                                "jdbc:postgresql://127.0.0.1:1/daybook",
                                "DAYBOOK_DATABASE_STARTTIMEOUT",
                                "1s"),
                        "SPRING_DATASOURCE_URL"),
                Arguments.of(
                        Map.of("DAYBOOK_ADMIN_USERNAME", "root", "DAYBOOK_ADMIN_PASSWORD", "hunter2"),
                        "DAYBOOK_ADMIN_EMAIL"),
                Arguments.of(Map.of("SPRING_PROFILES_ACTIVE", "production"), "DAYBOOK_SECURITY_TOKENSECRET"),
                Arguments.of(
                        Map.of("SPRING_PROFILES_ACTIVE", "production", "DAYBOOK_SECURITY_TOKENSECRET", "x".repeat(32)),
                        "DAYBOOK_PERSONALDATA_MASTERKEY"),
                Arguments.of(
                        Map.of(
                                "DAYBOOK_SECURITY_ISSUER_URI",
                                "https://login.example.com",
                                "DAYBOOK_SECURITY_ISSUER_AUDIENCE",
                                "shop",
                                "DAYBOOK_ADMIN_PASSWORD",
                                "hunter2"),
                        "DAYBOOK_SECURITY_ISSUER_ADMINROLE"),
                Arguments.of(Map.of("SERVER_PORT", "eighty"), "eighty"));
    }

    /** All settings of the shop and nothing else of it. */
    @ConfigurationPropertiesScan(basePackageClasses = Daybook.class)
    static class SettingsAlone {}

    @ParameterizedTest
    @MethodSource("wrongByThemselves")
    void a_wrong_setting_is_named_and_no_secret_is_printed(
            Map<String, String> settings, String named, CapturedOutput output) {
        var application = new Application(SettingsAlone.class, settings);
        application.setWebApplicationType(WebApplicationType.NONE);
        assertIsRefused(application, named, output);
    }

    @ParameterizedTest
    @MethodSource("wrongForAShop")
    void so_is_one_that_does_not_fit_the_shop(Map<String, String> settings, String named, CapturedOutput output) {
        assertIsRefused(new Application(Daybook.class, settings), named, output);
    }

    private static void assertIsRefused(SpringApplication application, String named, CapturedOutput output) {
        assertThatException().isThrownBy(() -> application.run().close());
        assertThat(output).contains(named).doesNotContain("\tat ").doesNotContain("hunter2");
    }

    @Test
    void a_taken_port_is_named_with_the_setting_that_mends_it(CapturedOutput output) throws Exception {
        try (var taken = new ServerSocket(0)) {
            var port = Integer.toString(taken.getLocalPort());
            assertThatException()
                    .isThrownBy(() -> Node.start("--server.port=" + port).close());
            assertThat(output).contains(port, "SERVER_PORT").doesNotContain("\tat ");
        }
    }

    @Test
    void a_shop_does_not_start_without_the_master_key_that_it_has_run_with(CapturedOutput output) {
        var database = TestDatabase.argumentsOfEmptyDatabase();
        try (var shop = Node.on(database, WITHOUT_DEMO, masterKey(OLD_KEY))) {
            register(shop);
        }
        assertThatException()
                .isThrownBy(() ->
                        Node.on(database, WITHOUT_DEMO, masterKey(NEW_KEY)).close());
        assertThat(output).contains("belong to another master key").doesNotContain("\tat ");
        try (var shop = Node.on(database, WITHOUT_DEMO, masterKey(NEW_KEY + "," + OLD_KEY))) {
            register(shop);
        }
    }

    /** Has these environment variables, and those of the database, instead of those of this process. */
    private static final class Application extends SpringApplication {
        private final Map<String, Object> variables = new HashMap<>(TestDatabase.environment());

        Application(Class<?> source, Map<String, String> settings) {
            super(source);
            variables.put("DAYBOOK_DEMO", "false");
            variables.put("SERVER_PORT", "0");
            variables.putAll(settings);
        }

        @Override
        protected void configureEnvironment(ConfigurableEnvironment environment, String[] arguments) {
            var name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
            environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, variables));
            super.configureEnvironment(environment, arguments);
        }
    }

    private static String masterKey(String keys) {
        return "--daybook.personal-data.master-key=" + keys;
    }

    private static void register(Node shop) {
        var name = "mary" + System.nanoTime();
        shop.anonymous()
                .mutate(
                        "registerUser",
                        Map.of("username", name, "email", name + "@example.com", "password", "Steam-engine-1"),
                        "user { id }")
                .path("registerUser.user.id")
                .hasValue();
    }
}
