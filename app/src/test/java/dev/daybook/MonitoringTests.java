package dev.daybook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.daybook.support.NodeJs;
import dev.daybook.support.Prometheus;
import dev.daybook.support.Scrape;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** The files of docs/deployment/monitoring, as a real Prometheus uses them on a running shop. */
@ShopTest
@TestInstance(Lifecycle.PER_CLASS)
class MonitoringTests {
    private static final Path FILES = Path.of("../docs/deployment/monitoring");
    private static final String ALERTS = "alerts.yml";
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:daybook|hikaricp|jvm|process|system|disk|logback|executor|application)_\\w+");
    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired
    Shop shop;

    @TempDir
    static Path directory;

    private Prometheus prometheus;

    /** Scrapes the shop each second, and a node that is not there; whatever is wrong for a second is an alert. */
    @BeforeAll
    void start() throws IOException {
        assumeThat("true".equals(System.getenv("CI")) || Prometheus.isInstalled())
                .as("Prometheus is installed")
                .isTrue();
        var token = Files.writeString(directory.resolve("scrape-token"), ShopTest.SCRAPE_TOKEN);
        var here = URI.create(shop.anonymous().address()).getAuthority();
        var configuration = Files.readString(FILES.resolve("prometheus.yml"))
                .replace("/run/secrets/scrape-token", token.toString())
                .replace("15s", "1s")
                .replace("node1:8080", here)
                .replace("node2:8080", "localhost:1");
        Files.writeString(
                directory.resolve(ALERTS),
                Files.readString(FILES.resolve(ALERTS)).replaceAll("for: \\d+m", "for: 1s"));
        Files.writeString(directory.resolve("prometheus.yml"), configuration);
        prometheus = Prometheus.start(directory);
    }

    @AfterAll
    void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
    }

    @Test
    void a_query_finds_the_command_that_was_just_sent() {
        shop.newCustomer().newOrder(shop.newProduct(1));
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> prometheus
                                .query(
                                        "sum(daybook_commands_seconds_count{command=\"PlaceOrder\", outcome=\"accepted\"}) > 0")
                                .size()
                        == 1);
    }

    @Test
    void an_alert_fires_for_the_node_that_is_not_there_and_for_no_other() {
        await().atMost(SOON).ignoreExceptions().until(() -> nodesDown().equals(Set.of("localhost:1")));
    }

    private Set<String> nodesDown() {
        return prometheus
                .alerts()
                .valueStream()
                .filter(alert -> alert.at("/labels/alertname").asString().equals("DaybookNodeDown"))
                .filter(alert -> alert.path("state").asString().equals("firing"))
                .map(alert -> alert.at("/labels/instance").asString())
                .collect(Collectors.toSet());
    }

    @Test
    void prometheus_understands_every_query_of_the_dashboard() {
        await().atMost(SOON).ignoreExceptions().until(() -> prometheus.understands("up"));
        assertThat(queries()).hasSizeGreaterThan(20).allMatch(prometheus::understands);
    }

    @Test
    void prometheus_takes_the_alerts() throws Exception {
        var check = NodeJs.run(FILES, "/usr/bin/promtool", "check", "rules", ALERTS);
        assertThat(check.status()).as(check.output()).isZero();
    }

    @Test
    void every_metric_of_the_dashboard_and_the_alerts_is_exposed() throws Exception {
        var used = new TreeSet<String>();
        queries().forEach(query -> used.addAll(metrics(query)));
        used.addAll(metrics(Files.readString(FILES.resolve(ALERTS))));
        assertThat(used).hasSizeGreaterThan(30);
        var exposed =
                Scrape.of(shop.anonymous().address(), ShopTest.SCRAPE_TOKEN).names();
        var documented = metrics(Files.readString(Path.of("../docs/operations/observability.md")));
        assertThat(used)
                .allMatch(metric -> exposed.contains(metric)
                        || documented.contains(metric.replaceFirst("_(bucket|count|sum)$", "")));
    }

    private static Set<String> metrics(String text) {
        return METRIC.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    /** With the choices that a visitor has not made. */
    private static List<String> queries() {
        try {
            var dashboard =
                    new JsonMapper().readTree(Files.readString(FILES.resolve("grafana/dashboards/daybook.json")));
            return dashboard
                    .path("panels")
                    .valueStream()
                    .flatMap(panel -> panel.path("targets").valueStream())
                    .map(target -> target.path("expr").asString().replace("$node", ".*"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
