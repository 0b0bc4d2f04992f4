package dev.daybook.graphql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.support.FourthLane;
import dev.daybook.support.Node;
import dev.daybook.support.NodeJs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The code of {@code docs/clients.md}, as it stands there, compiled and run against a shop. Skipped without Node.js, and
 * where npm cannot get the clients.
 */
@FourthLane
class ClientsTests {
    private static final Path GUIDE = Path.of("../docs/clients.md");
    private static final Pattern FILE = Pattern.compile("(?ms)^`([\\w./]+)`[^\n]*\n\n```\\w+\n(.*?)^```$");
    private static final Pattern SCRIPT = Pattern.compile("(?ms)^```sh\n(.*?)^```$");
    private static final Pattern INSTALLED = Pattern.compile("(?m)^npm install (?:--save-dev )?(.+)$");

    @AutoClose
    private static Node shop;

    @AutoClose
    private static ExecutorService processes;

    private static Path programs;
    private static Map<String, Future<NodeJs.Run>> customers;

    @BeforeAll
    static void the_customers_of_all_clients_go_shopping() throws IOException, InterruptedException {
        programs = NodeJs.folder("clients");
        shop = Node.ofNewShop("--daybook.demo=true", "--daybook.security.access-token-lifetime=10s");
        var guide = Files.readString(GUIDE).replace("http://localhost:8080", address());
        for (var file : FILE.matcher(guide).results().toList()) {
            Files.writeString(programs.resolve(file.group(1)), file.group(2));
        }
        for (var script : SCRIPT.matcher(guide).results().toList()) {
            run("sh", "-ec", script.group(1));
        }
        run("npx", "relay-compiler");
        run("npx", "tsc");
        run("node", "bundle.mjs", "src/apolloCustomer.ts", "src/urqlCustomer.ts", "src/relayCustomer.ts");
        processes = Executors.newVirtualThreadPerTaskExecutor();
        customers = Stream.of("apollo", "urql", "relay")
                .collect(Collectors.toMap(
                        Function.identity(),
                        client -> processes.submit(
                                () -> NodeJs.run(programs, "node", "dist/" + client + "Customer.mjs"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"apollo", "urql", "relay"})
    void a_customer_shops_and_watches_an_order_for_longer_than_a_token_is_good(String client) throws Exception {
        var run = requireNonNull(customers.get(client)).get();
        assertThat(run.output()).as("errors and warnings").isEmpty();
        assertThat(run.status()).isZero();
    }

    @Test
    void introspection_gives_the_same_types_as_the_file_of_the_schema() throws Exception {
        var ofTheFile = generated();
        assertThat(ofTheFile).containsKeys("gql/gql.ts", "gql/graphql.ts", "possibleTypes.ts");
        run("npx", "graphql-codegen", "--config", "codegen.introspection.ts");
        assertThat(generated()).isEqualTo(ofTheFile);
    }

    @Test
    void an_audit_of_graphql_over_http_has_no_objection() throws Exception {
        assertThat(run("node", "audit.mjs", address() + "/graphql").output()).isEqualTo("61 audits, 0 objections\n");
    }

    @Test
    void the_packages_of_the_guide_are_those_that_are_tried() throws Exception {
        var tried = JsonMapper.shared()
                .readTree(programs.resolveSibling("package.json"))
                .path("devDependencies");
        assertThat(INSTALLED
                        .matcher(Files.readString(GUIDE))
                        .results()
                        .flatMap(line -> Stream.of(line.group(1).split(" "))))
                .isNotEmpty()
                .allMatch(tried::has);
    }

    private static Map<String, String> generated() throws IOException {
        var sources = programs.resolve("src");
        var files = new TreeMap<String, String>();
        try (var paths = Files.walk(sources)) {
            for (var file : paths.filter(path -> path.toString().matches(".*(gql/\\w+|possibleTypes)\\.ts"))
                    .toList()) {
                files.put(sources.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }

    private static NodeJs.Run run(String... command) throws IOException, InterruptedException {
        var run = NodeJs.run(programs, command);
        assertThat(run.status()).as(run.output()).isZero();
        return run;
    }

    private static String address() {
        return shop.anonymous().address();
    }
}
