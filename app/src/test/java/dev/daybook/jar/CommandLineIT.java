package dev.daybook.jar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.support.PreparedData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
}
