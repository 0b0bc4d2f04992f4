package dev.daybook.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.daybook.support.KnownSettings;
import dev.daybook.support.Nginx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files that ship the shop fit it, and each other. */
class DeploymentFilesTest {
    static final Path DIRECTORY = Path.of("..", "docs", "deployment");
    private static final int DEFAULT_POOL = 30;
    /** As docs/operations/scaling.md counts: beside the pool of a node, and for operators and a run. */
    private static final int BESIDE_THE_POOL = 8;

    private static final int RESERVED = 10 + 11;
    private static final Pattern VARIABLE = Pattern.compile("\\b(?:DAYBOOK|SPRING|SERVER|MANAGEMENT)_[A-Z_]+");

    private final JsonNode compose = documents("compose.yaml").getFirst();
    private final List<JsonNode> manifests = documents("kubernetes/daybook.yaml");

    @Test
    void compose_sets_only_settings_that_exist() {
        for (var node : nodes()) {
            assertThat(KnownSettings.unknownOf(node.path("environment").propertyNames().stream()))
                    .isEmpty();
            assertThat(stream(node.path("secrets"))
                            .map(secret -> secret.path("target").asString())
                            .map(KnownSettings::variable))
                    .isNotEmpty()
                    .allMatch(KnownSettings::contains);
        }
    }

    @Test
    void compose_leads_to_files_that_exist_and_each_service_to_secrets_and_services_of_its_own() {
        var services = compose.path("services");
        assertThat(stream(services)
                        .flatMap(service -> stream(service.path("volumes")))
                        .map(volume -> volume.asString().split(":", 2)[0])
                        .filter(path -> path.startsWith(".")))
                .isNotEmpty()
                .allMatch(path -> Files.exists(DIRECTORY.resolve(path)));
        for (var node : nodes()) {
            var context = DIRECTORY.resolve(node.at("/build/context").asString());
            assertThat(context.resolve(node.at("/build/dockerfile").asString())).exists();
        }
        for (var service : services) {
            assertThat(service.path("depends_on").propertyNames()).isSubsetOf(services.propertyNames());
            assertThat(stream(service.path("secrets"))
                            .map(secret -> secret.path("source").asString(secret.asString(""))))
                    .isSubsetOf(compose.path("secrets").propertyNames());
        }
    }

    @Test
    void every_service_of_compose_has_a_root_that_nobody_writes_to() {
        assertThat(compose.path("services"))
                .allMatch(service -> service.path("read_only").asBoolean());
    }

    @Test
    void the_proxy_of_compose_is_the_only_one_whose_word_on_addresses_counts() {
        var proxy = compose.at("/services/proxy/networks/inside/ipv4_address").asString();
        for (var node : nodes()) {
            assertThat(proxy)
                    .matches(node.at("/environment/SERVER_TOMCAT_REMOTEIP_INTERNALPROXIES")
                            .asString());
            assertThat(node.at("/networks/inside/ipv4_address").asString())
                    .doesNotMatch(node.at("/environment/SERVER_TOMCAT_REMOTEIP_INTERNALPROXIES")
                            .asString());
        }
    }

    @Test
    void kubernetes_sets_only_settings_that_exist() {
        assertThat(stream(container().path("env"))
                        .map(variable -> variable.path("name").asString()))
                .isNotEmpty()
                .allMatch(KnownSettings::contains);
    }

    @Test
    void kubernetes_selects_the_pods_that_it_makes_and_lets_no_node_go_before_another_is_ready() {
        var deployment = manifests.getFirst();
        var labels = deployment.at("/spec/template/metadata/labels");
        assertThat(labels).isNotEmpty();
        assertThat(deployment.at("/spec/selector/matchLabels")).isEqualTo(labels);
        assertThat(manifests.get(1).at("/spec/selector")).isEqualTo(labels);
        assertThat(manifests.get(2).at("/spec/selector/matchLabels")).isEqualTo(labels);
        assertThat(manifests)
                .extracting(manifest -> manifest.path("kind").asString())
                .containsExactly("Deployment", "Service", "PodDisruptionBudget");
        assertThat(deployment.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt(-1))
                .isZero();
    }

    @Test
    void whoever_stops_a_node_waits_for_its_delay_and_ten_seconds() {
        for (var node : nodes()) {
            assertThat(seconds(node.path("stop_grace_period")))
                    .isGreaterThan(seconds(node.at("/environment/DAYBOOK_STOP_DELAY")) + 10);
        }
        assertThat(manifests
                        .getFirst()
                        .at("/spec/template/spec/terminationGracePeriodSeconds")
                        .asInt())
                .isGreaterThan(seconds(variable("DAYBOOK_STOP_DELAY")) + 10);
    }

    /** While one node more is there, as in a rolling update. */
    @Test
    void all_nodes_together_have_no_more_connections_than_postgresql_gives() {
        var most = stream(compose.at("/services/database/command"))
                .map(JsonNode::asString)
                .filter(argument -> argument.startsWith("max_connections="))
                .mapToInt(argument -> Integer.parseInt(argument.split("=")[1]))
                .sum();
        assertThat(nodes().stream()
                        .mapToInt(node -> BESIDE_THE_POOL
                                + node.at("/environment/SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE")
                                        .asInt(DEFAULT_POOL))
                        .sum())
                .isLessThanOrEqualTo(most - RESERVED);
        var deployment = manifests.getFirst();
        var pods = deployment.at("/spec/replicas").asInt()
                + deployment.at("/spec/strategy/rollingUpdate/maxSurge").asInt();
        var pool = Integer.parseInt(
                variable("SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE").asString());
        assertThat(pods * (pool + BESIDE_THE_POOL)).isLessThanOrEqualTo(100 - RESERVED);
    }

    @Test
    void the_unit_and_the_image_set_only_settings_that_exist() throws IOException {
        for (var file : List.of("systemd/daybook@.service", "Dockerfile")) {
            assertThat(VARIABLE.matcher(Files.readString(DIRECTORY.resolve(file)))
                            .results()
                            .map(found -> found.group()))
                    .isNotEmpty()
                    .allMatch(KnownSettings::contains);
        }
    }

    @Test
    void systemd_understands_the_unit() throws Exception {
        var analyze = Path.of("/usr/bin/systemd-analyze");
        assumeThat(analyze).isExecutable();
        var unit = DIRECTORY.resolve("systemd/daybook@.service").toRealPath();
        var verification = new ProcessBuilder(analyze.toString(), "verify", unit.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(verification.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(verification.waitFor()).isZero();
    }

    @Test
    void nginx_understands_the_configuration() throws Exception {
        assumeThat(Nginx.program()).isPresent();
        assertThat(Nginx.check()).contains("test is successful").doesNotContain("[warn]");
    }

    private List<JsonNode> nodes() {
        var nodes = stream(compose.path("services"))
                .filter(service -> service.path("environment").has("DAYBOOK_STOP_DELAY"))
                .toList();
        assertThat(nodes).hasSize(2);
        return nodes;
    }

    private JsonNode container() {
        return container(manifests);
    }

    private static JsonNode container(List<JsonNode> manifests) {
        return manifests.getFirst().at("/spec/template/spec/containers/0");
    }

    /** Where Kubernetes asks how a node is. */
    static Stream<String> probes() {
        var container = container(documents("kubernetes/daybook.yaml"));
        return Stream.of("startupProbe", "livenessProbe", "readinessProbe")
                .map(probe -> container.path(probe).at("/httpGet/path").asString());
    }

    private JsonNode variable(String name) {
        return stream(container().path("env"))
                .filter(variable -> variable.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow()
                .path("value");
    }

    private static int seconds(JsonNode duration) {
        assertThat(duration.asString()).endsWith("s");
        return Integer.parseInt(duration.asString().replace("s", ""));
    }

    private static Stream<JsonNode> stream(JsonNode nodes) {
        return StreamSupport.stream(nodes.spliterator(), false);
    }

    private static List<JsonNode> documents(String file) {
        try (var text = Files.newBufferedReader(DIRECTORY.resolve(file))) {
            var documents = new ArrayList<JsonNode>();
            for (var document : new Yaml().loadAll(text)) {
                documents.add(new JsonMapper().valueToTree((Map<?, ?>) document));
            }
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
