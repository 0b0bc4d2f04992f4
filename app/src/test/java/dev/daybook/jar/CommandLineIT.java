package dev.daybook.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.daybook.support.PreparedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The other use of the jar: commands, whether or not a shop has the data at that moment. */
@Order(1) // Of the longest: begun last, it would run alone.
class CommandLineIT {
    @TempDir
    Path data;

    @Test
    void the_log_can_be_read_beside_an_open_shop_and_without_one() throws Exception {
        List<String> beside;
        try (var shop = JarProcess.open(PreparedData.in(data), Map.of("DAYBOOK_DEMO", "false"))) {
            var answer = JarProcess.command(data, "events", "tail", "--json");
            assertThat(answer.err()).isEmpty();
            assertThat(answer.exitCode()).isZero();
            beside = answer.out();
            shop.anonymous().run("{ categories { slug } }").path("categories").hasValue();
        }
        assertThat(beside).hasSize(4).allMatch(line -> line.contains("catalog.CategoryCreated"));
        var alone = JarProcess.command(data, "events", "tail", "--json");
        assertThat(alone.err()).isEmpty();
        assertThat(alone.out()).isEqualTo(beside);
        assertThat(alone.exitCode()).isZero();
    }

    @Test
    void help_and_a_mistyped_command_touch_nothing() throws Exception {
        var nowhere = data.resolve("nowhere");
        assertThat(JarProcess.command(nowhere, "--help").out()).contains("Exit codes:");
        var wrong = JarProcess.command(nowhere, "projektions");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("Did you mean projections?");
        var option = JarProcess.command(nowhere, "--hepl");
        assertThat(option.exitCode()).isEqualTo(2);
        assertThat(option.err()).contains("Did you mean --help?").hasLineCount(1);
        assertThat(Files.exists(nowhere)).isFalse();
    }

    @Test
    void a_command_that_fails_says_so_in_one_line() throws Exception {
        var file = Files.writeString(data.resolve("a file"), "");
        var noDirectory = JarProcess.command(file, "events", "tail");
        assertThat(noDirectory.exitCode()).isEqualTo(3);
        assertThat(noDirectory.err()).startsWith("daybook: ").contains("a file").hasLineCount(1);

        var log = Files.writeString(data.resolve("log.jsonl"), """
                {"format":"daybook-events","version":1,"made_at":"2026-01-31T12:00:00Z","keys":0,"events":1}
                """);
        var half = JarProcess.command(data.resolve("data"), "events", "import", log.toString());
        assertThat(half.exitCode()).isEqualTo(3);
        assertThat(half.err()).startsWith("daybook: Line 2: the file ends here").hasLineCount(1);
    }

    @Test
    void a_verification_that_is_told_to_end_leaves_no_server_and_no_directory() throws Exception {
        var temporary = Files.createDirectory(data.resolve("temporary"));
        var log = Files.writeString(data.resolve("log.jsonl"), "{");
        var command = JarProcess.java("-Xmx256m", ExtractedJar.OPTIONS);
        command.add(1, "-Djava.io.tmpdir=" + temporary);
        command.addAll(List.of("backup", "verify", log.toString()));
        var verification = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("out").toFile())
                .start();
        var server = await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> serverIn(temporary), CommandLineIT::isRunning);
        verification.destroy();
        assertThat(verification.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(isRunning(server)).isFalse();
        assertThat(data.resolve("out")).content().doesNotContain("INFO");
        try (var left = Files.list(temporary)) {
            assertThat(left).noneMatch(file -> file.getFileName().toString().startsWith("daybook"));
        }
    }

    /** A process that has ended, and that nobody has waited for yet, is alive but has no program. */
    private static boolean isRunning(ProcessHandle process) {
        return process.info().command().isPresent();
    }

    private static ProcessHandle serverIn(Path directory) throws IOException {
        try (var files =
                Files.find(directory, 4, (file, _) -> file.endsWith(Path.of("postgresql", "data", "postmaster.pid")))) {
            var noted = Files.readAllLines(files.findFirst().orElseThrow());
            return ProcessHandle.of(Long.parseLong(noted.getFirst())).orElseThrow();
        }
    }
}
