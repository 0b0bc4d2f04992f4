package dev.daybook.benchmark;

import dev.daybook.support.JavaProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/**
 * Packs a shop that starts quickly: extracts the jar into a directory, and adds the AOT cache of the JVM, which a shop
 * writes after some load: {@code AotTraining <jar> <directory>}.
 */
public final class AotTraining {
    private static final DataSize SIZE = DataSize.of(100, 20, 500, 500);
    private static final Duration LOAD = Duration.ofSeconds(15);
    private static final Duration MIXED_LOAD = Duration.ofSeconds(45);

    private AotTraining() {}

    public static void main(String[] args) throws Exception {
        var jar = Path.of(args[0]).toAbsolutePath();
        var directory = Path.of(args[1]).toAbsolutePath();
        FileSystemUtils.deleteRecursively(directory);
        extract(jar, directory);
        var cache = directory.resolve("daybook.aot");
        train(directory.resolve(jar.getFileName()), cache);
        if (Files.notExists(cache)) {
            throw new IllegalStateException("The shop has written no " + cache);
        }
    }

    /** Extracts the jar into the directory, where it has its name and the libraries beside it. */
    public static void extract(Path jar, Path directory) throws IOException, InterruptedException {
        var extraction = new ProcessBuilder(
                        JavaProgram.launcher(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--destination",
                        directory.toString())
                .inheritIO()
                .start();
        if (extraction.waitFor() != 0) {
            throw new IllegalStateException("Cannot extract " + jar);
        }
    }

    private static void train(Path jar, Path cache) throws Exception {
        var data = Files.createTempDirectory("daybook-training");
        var log = data.resolve("shop.log");
        try (var server = BenchmarkServer.open(data)) {
            HttpDataSet.fill(server, SIZE);
            var program = ShopProgram.of(jar, List.of("-XX:AOTCacheOutput=" + cache));
            try (var shop = ShopProcess.start(program, server.environment(SIZE.databaseName()), log)) {
                load(shop, server);
            }
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
    }

    private static void load(ShopProcess shop, BenchmarkServer server) throws Exception {
        try (var database = server.connect(SIZE.databaseName())) {
            var requests = new GraphQlRequests(database, shop.staffToken());
            try (var load = new ClosedLoop(() -> new HttpConnection(shop.port(), requests, AotTraining::refuse))) {
                for (var workload : List.of(Workload.W1, Workload.W2, Workload.W3)) {
                    load.run(workload, LOAD);
                }
                // Methods leave their profiles when they are compiled, for which a busy shop takes its time.
                load.run(Workload.W5, MIXED_LOAD);
            }
        }
    }

    private static void refuse(String answer) {
        throw new IllegalStateException("Not the expected answer: " + answer);
    }
}
