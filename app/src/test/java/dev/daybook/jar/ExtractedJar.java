package dev.daybook.jar;

import dev.daybook.benchmark.AotTraining;
import dev.daybook.support.PreparedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/**
 * The jar extracted, with a cache of the classes that a start loads, as docs/operations/running.md packs it for production: it
 * starts with half the work. It is made once for all tests of a JVM.
 */
final class ExtractedJar {
    static final List<String> OPTIONS = make();

    private ExtractedJar() {}

    private static List<String> make() {
        var directory = Path.of("target", "extracted").toAbsolutePath();
        try {
            FileSystemUtils.deleteRecursively(directory);
            AotTraining.extract(JarProcess.JAR, directory);
            var jar = directory.resolve(JarProcess.JAR.getFileName());
            var cache = directory.resolve("daybook.aot");
            var data = Files.createTempDirectory("daybook-training");
            try (var shop = JarProcess.start(
                    PreparedData.in(data), Map.of(), List.of("-XX:AOTCacheOutput=" + cache, "-jar", jar.toString()))) {
                shop.awaitOpen().anonymous().run("{ products { totalCount } }");
            } finally {
                FileSystemUtils.deleteRecursively(data);
            }
            return List.of("-XX:AOTCache=" + cache, "-jar", jar.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
