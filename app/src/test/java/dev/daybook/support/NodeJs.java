package dev.daybook.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.springframework.util.DigestUtils;
import org.springframework.util.FileSystemUtils;

/** Node.js with the packages of {@code src/test/node}, which are installed once for all builds of a user. */
public final class NodeJs {
    private static final Path SOURCE = Path.of("src/test/node");
    private static final Path TARGET = Path.of("target/node").toAbsolutePath();
    private static final Path CACHE = Path.of(System.getProperty("user.home"), ".cache", "daybook");
    private static final String PACKAGE = "package.json";
    private static final String LOCK = "package-lock.json";
    private static final String MODULES = "node_modules";
    private static final String IS_NEW_ENOUGH =
            "const [major, minor] = process.versions.node.split('.'); process.exit(major > 20 || (major == 20 && minor >= 19) ? 0 : 1)";
    private static final Pattern NO_REGISTRY =
            Pattern.compile("ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED");

    private NodeJs() {}

    /**
     * Copies a folder beside the installed packages, and returns the copy. Skips the test without Node.js, and where npm
     * cannot get the packages.
     */
    public static synchronized Path folder(String name) throws IOException, InterruptedException {
        install();
        var copy = TARGET.resolve(name);
        FileSystemUtils.deleteRecursively(copy);
        FileSystemUtils.copyRecursively(SOURCE.resolve(name), copy);
        return copy;
    }

    /** Runs a program to its end, for at most five minutes. */
    public static Run run(Path directory, String... command) throws IOException, InterruptedException {
        var output = Files.createTempFile("run", ".out");
        try {
            var process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                process.waitFor(5, TimeUnit.MINUTES);
            } finally {
                process.destroyForcibly();
            }
            return new Run(process.waitFor(), Files.readString(output));
        } catch (IOException noProgram) {
            return new Run(127, String.valueOf(noProgram.getMessage()));
        } finally {
            Files.delete(output);
        }
    }

    /** @param status 127, as in a shell, when there is no such program */
    public record Run(int status, String output) {}

    private static void install() throws IOException, InterruptedException {
        assumeThat(run(Path.of("."), "node", "--eval", IS_NEW_ENOUGH).status()
                        + run(Path.of("."), "npm", "--version").status())
                .as("there is no npm with a Node.js of 20.19 or newer on the PATH")
                .isZero();
        var modules = TARGET.resolve(MODULES);
        Files.createDirectories(TARGET);
        Files.copy(SOURCE.resolve(PACKAGE), TARGET.resolve(PACKAGE), StandardCopyOption.REPLACE_EXISTING);
        FileSystemUtils.deleteRecursively(modules);
        Files.createSymbolicLink(modules, installed().resolve(MODULES));
    }

    /** The directory of these versions. They are unpacked beside it first, so that what is there is whole. */
    private static Path installed() throws IOException, InterruptedException {
        var versions = DigestUtils.md5DigestAsHex(Files.readAllBytes(SOURCE.resolve(LOCK)));
        var directory = CACHE.resolve("node-" + versions);
        if (Files.notExists(directory)) {
            var unpacked = Files.createTempDirectory(Files.createDirectories(CACHE), "node");
            for (var file : List.of(PACKAGE, LOCK)) {
                Files.copy(SOURCE.resolve(file), unpacked.resolve(file));
            }
            var install = run(unpacked, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            if (install.status() != 0) {
                FileSystemUtils.deleteRecursively(unpacked);
            }
            assumeThat(install.output()).as("npm reaches no registry").doesNotContainPattern(NO_REGISTRY);
            assertThat(install.status()).as(install.output()).isZero();
            Files.move(unpacked, directory);
        }
        return directory;
    }
}
