package dev.daybook.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.daybook.commands.Actor;
import dev.daybook.replay.Projection;
import dev.daybook.replay.ProjectionMismatch;
import dev.daybook.replay.ProjectionRun;
import dev.daybook.replay.ProjectionRuns;
import dev.daybook.replay.RunInProgress;
import dev.daybook.replay.RunKind;
import dev.daybook.replay.RunState;
import dev.daybook.replay.UnknownProjection;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Operator commands are understood or answered with help, and exit codes tell scripts the outcome. */
class OperatorCommandsTest {
    private final ProjectionRuns projectionRuns = mock(ProjectionRuns.class);
    private final Shell closed = new Shell(new OperatorContext() {
        @Override
        <T> T bean(Class<T> type) {
            throw new AssertionError("The office was opened");
        }
    });
    private final Shell open = new Shell(new OperatorContext() {
        @Override
        <T> T bean(Class<T> type) {
            return type.cast(projectionRuns);
        }
    });

    @Test
    void without_a_command_the_shop_is_started() {
        assertThat(OperatorCommands.areIn()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--server.port=8081 --debug",
                "--trace",
                "--debug=true",
                "--spring.profiles.active=production",
                "--daybook.demo=",
                "--daybook.data-dir=/tmp/a=b"
            })
    void settings_of_spring_are_for_the_shop(String line) {
        assertThat(OperatorCommands.areIn(line.split(" "))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "projections",
                "events",
                "history",
                "help",
                "--help",
                "-h",
                "--version",
                "projektions",
                "--hepl",
                "--daybook.demo",
                "--server.port=8081 --hepl",
                "-Dserver.port=8081",
                "--",
                "--=x",
                "-",
                "\u2014help",
                "SERVER_PORT=8081"
            })
    void anything_else_does_not_start_the_shop_even_if_it_is_mistyped(String line) {
        assertThat(OperatorCommands.areIn(line.split(" "))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "--version",
                "help",
                "help events tail",
                "projections --help",
                "projections list --help",
                "projections rebuild --help",
                "projections verify --help",
                "events --help",
                "events tail --help",
                "events show --help",
                "events export --help",
                "events import --help",
                "events checksum --help",
                "backup --help",
                "backup verify --help",
                "keys --help",
                "keys export --help",
                "keys erase --help",
                "history --help"
            })
    void help_needs_no_shop(String line) {
        var result = closed.run(line.split(" "));
        assertThat(result.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(result.out()).isNotBlank();
        assertThat(result.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "projektions",
                "projections",
                "projections rebuild",
                "projections verify orders --all",
                "events",
                "events tail --from yesterday",
                "events tail --from 0",
                "events show",
                "events show 17",
                "events export",
                "events export - --json",
                "events import",
                "events checksum --to 0",
                "backup",
                "backup verify",
                "keys",
                "keys erase",
                "keys export - --json",
                "backup verify backup.jsonl --expect 17",
                "history",
                "history order",
                "history invoice 17",
                "history order A-1 --at yesterday",
                "--all",
                "--hepl",
                "--server.port=8081 --hepl",
                "--server.port=8081 events tail",
                "events tail --server.port=8081",
                "-Dserver.port=8081",
                "--",
                "--=x",
                "@/etc/passwd",
                "help projektions",
                "events show 17 18"
            })
    void an_unknown_command_is_answered_with_the_way_to_the_help(String line) {
        var result = closed.run(line.split(" "));
        assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("daybook: ").contains("--help").doesNotContain("\tat ");
        assertThat(result.err().lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            projektions, 'There is no command projektions. Did you mean projections?'
            verfy --all, 'There is no command verfy. Did you mean projections verify, backup verify?'
            events tial, 'There is no command tial. Did you mean tail?'
            --hepl, 'There is no option --hepl here. Did you mean --help?'
            --server.port=8081 --hepl, 'There is no option --hepl here. Did you mean --help?'
            events export backup.jsonl --fore, 'There is no option --fore here. Did you mean --force?'
            projections verify --al, 'There is no option --al here. Did you mean --all?'
            events tail --server.port=8081, 'from the environment, and no option --server.port=8081.'
            events show 17 18, 'There is a word too many: 18'
            """)
    void a_mistyped_word_is_answered_with_suggestions(String line, String answer) {
        assertThat(closed.run(line.split(" ")).err()).contains(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0007",
                "\u001B[2J",
                "\u007F",
                "\u009B31m",
                "\u0085",
                "\r",
                "\n",
                "\u2028",
                "\u202E",
                "\u2066",
                "\u200F"
            })
    void control_characters_are_shown_as_escapes(String steering) {
        var shown = TerminalText.line(steering);
        assertThat(shown).startsWith("\\u").matches("[\\x20-\\x7E]+");
        var mistyped = closed.run("projektions" + steering);
        assertThat(mistyped.err().strip()).doesNotContain(steering);
        runs(
                RunKind.VERIFY,
                run(
                        RunKind.VERIFY,
                        RunState.SUCCEEDED,
                        1,
                        List.of(new ProjectionMismatch("users", "17", "role", "a" + steering + "b", "c")),
                        null));
        var differing = open.run("projections", "verify", "users");
        assertThat(differing.lines()).hasSize(2).last().isEqualTo("  users 17 role: live a" + shown + "b, replayed c");
        assertThat(JsonMapper.builder()
                        .build()
                        .readTree(open.run("projections", "verify", "users", "--json")
                                .out())
                        .at("/0/mismatches/0/live")
                        .asString())
                .isEqualTo("a" + steering + "b");
        assertThat(open.run("projections", "verify", "users", "--json").out().stripTrailing())
                .doesNotContain(steering);
        runs(RunKind.REBUILD, run(RunKind.REBUILD, RunState.FAILED, 0, List.of(), "It is" + steering));
        assertThat(open.run("projections", "rebuild", "users").lines()).containsExactly("users: failed: It is" + shown);
        when(projectionRuns.run(any(), any(), any(), any()))
                .thenThrow(new IllegalStateException("Alas" + steering + "!"));
        assertThat(open.run("projections", "verify", "users").err().stripTrailing())
                .startsWith("daybook: Alas")
                .doesNotContain(steering);
    }

    @Test
    void letters_of_all_scripts_are_shown_as_they_are() {
        var text = "caf\u00E9 \u65E5\u672C \u0639\u0631\u0628\u064A \uD83D\uDC69\u200D\uD83D\uDCBB \\ \"";
        assertThat(TerminalText.line(text)).isEqualTo(text);
        assertThat(Output.compact(text))
                .isEqualTo("\"%s\"".formatted(text.replace("\\", "\\\\").replace(" \"", " \\\"")));
    }

    @Test
    void projections_that_equal_their_events_are_fine() {
        runs(RunKind.VERIFY, run(RunKind.VERIFY, RunState.SUCCEEDED, 0, List.of(), null));
        var result = open.run("projections", "verify", "users");
        assertThat(result.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(result.out()).contains("users: equals its events, 1,000 events at 50,000/s");
    }

    @Test
    void a_row_that_differs_is_named_with_its_column_and_the_exit_code_tells() {
        runs(
                RunKind.VERIFY,
                run(
                        RunKind.VERIFY,
                        RunState.SUCCEEDED,
                        4,
                        List.of(
                                new ProjectionMismatch("users", "17", "role", "ADMIN", "CUSTOMER"),
                                new ProjectionMismatch("users", "18", null, null, "{\"id\": 18}"),
                                new ProjectionMismatch("users", "19", null, "{\"id\": 19}", null)),
                        null));
        var result = open.run("projections", "verify", "users");
        assertThat(result.exitCode()).isEqualTo(ExitCode.MISMATCH);
        assertThat(result.lines())
                .containsExactly(
                        "users: 4 rows differ, 1,000 events at 50,000/s",
                        "  users 17 role: live ADMIN, replayed CUSTOMER",
                        "  users 18 is missing: replayed {\"id\": 18}",
                        "  users 19 should not be there: live {\"id\": 19}",
                        "  and 1 more");
    }

    @Test
    void for_programs_a_run_is_json() {
        runs(
                RunKind.VERIFY,
                run(
                        RunKind.VERIFY,
                        RunState.SUCCEEDED,
                        1,
                        List.of(new ProjectionMismatch("users", "17", "role", "ADMIN", "CUSTOMER")),
                        null));
        var result = open.run("projections", "verify", "users", "--json");
        assertThat(result.exitCode()).isEqualTo(ExitCode.MISMATCH);
        assertThat(JsonMapper.builder()
                        .build()
                        .readTree(result.out())
                        .at("/0/mismatches/0/column")
                        .asString())
                .isEqualTo("role");
    }

    @Test
    void a_run_that_fails_says_why() {
        runs(RunKind.REBUILD, run(RunKind.REBUILD, RunState.FAILED, 0, List.of(), "Unknown event"));
        var result = open.run("projections", "rebuild", "users");
        assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(result.out()).contains("users: failed: Unknown event");
    }

    @Test
    void an_unknown_projection_is_answered_by_those_there_are() {
        when(projectionRuns.run(any(), any(), any(), any()))
                .thenThrow(new UnknownProjection("uses", List.of("orders", "users")));
        var result = open.run("projections", "verify", "uses");
        assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("uses", "orders, users");
    }

    @Test
    void two_runs_at_once_are_refused() {
        when(projectionRuns.run(any(), any(), any(), any())).thenThrow(new RunInProgress("users"));
        var result = open.run("projections", "rebuild", "users");
        assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(result.err()).contains("The projection users is being rebuilt or verified");
    }

    @Test
    void the_list_tells_rows_and_last_runs() {
        when(projectionRuns.projections()).thenReturn(List.of(new Projection("users", "users", 1, List.of("users"))));
        when(projectionRuns.rowCounts()).thenReturn(Map.of("users", 4L));
        when(projectionRuns.versionsOfRows()).thenReturn(Map.of("users", 1));
        when(projectionRuns.lastRuns(RunKind.REBUILD)).thenReturn(Map.of());
        when(projectionRuns.lastRuns(RunKind.VERIFY))
                .thenReturn(Map.of("users", run(RunKind.VERIFY, RunState.SUCCEEDED, 0, List.of(), null)));
        assertThat(open.run("projections", "list").lines().getLast())
                .isEqualTo("users       users   1        4     never"
                        + "         2026-01-31T12:00:00Z, equals its events, 1,000 events at 50,000/s");
        assertThat(open.run("projections", "list", "--json").out()).contains("\"lastRebuild\":null", "\"rows\":4");
    }

    @Test
    void progress_is_told_with_rate_and_time_left() {
        assertThat(ProgressDisplay.line("verify", 250_000, 1_000_000, Duration.ofSeconds(2)))
                .isEqualTo("verify: 250,000 of 1,000,000 events (25 %), 125,000 events/s, 6s left");
    }

    @Test
    void progress_at_a_terminal_is_one_line_that_is_written_over_and_ends_with_all() {
        var written = new StringWriter();
        try (var progress = new ProgressDisplay("verify", new PrintWriter(written), true)) {
            progress.at(250_000, 1_000_000);
            progress.at(1_000_000, 1_000_000);
        }
        assertThat(written.toString())
                .startsWith("\r")
                .contains("verify: 1,000,000 of 1,000,000 events (100 %)")
                .endsWith(System.lineSeparator())
                .containsOnlyOnce(System.lineSeparator());
    }

    @Test
    void a_standard_output_that_is_replaced_before_the_command_runs_gets_nothing() {
        var out = new StringWriter();
        var err = new StringWriter();
        var line = OperatorCommands.commandLine(new OperatorContext())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        var standardOutput = System.out;
        var standardError = System.err;
        System.setOut(new PrintStream(standardOutput, true));
        System.setErr(new PrintStream(standardError, true));
        try {
            assertThat(line.execute("help")).isEqualTo(ExitCode.FINE);
            assertThat(line.execute("backup", "verify", "nowhere")).isEqualTo(ExitCode.FAILED);
        } finally {
            System.setOut(standardOutput);
            System.setErr(standardError);
        }
        assertThat(out.toString()).contains("daybook");
        assertThat(err.toString()).startsWith("daybook: There is no file");
    }

    @Test
    void a_short_run_logs_no_progress() {
        var written = new StringWriter();
        try (var progress = new ProgressDisplay("verify", new PrintWriter(written), false)) {
            progress.at(250_000, 1_000_000);
            progress.at(1_000_000, 1_000_000);
        }
        assertThat(written.toString()).isEmpty();
    }

    private void runs(RunKind kind, ProjectionRun run) {
        when(projectionRuns.run(eq(kind), eq(List.of("users")), eq(new Actor.System("command line")), any()))
                .thenReturn(List.of(run));
    }

    private static ProjectionRun run(
            RunKind kind, RunState state, long mismatches, List<ProjectionMismatch> first, @Nullable String error) {
        var start = Instant.parse("2026-01-31T12:00:00Z");
        return new ProjectionRun(
                new UUID(0, 1),
                "users",
                kind,
                state,
                1_000,
                1_000,
                50_000,
                mismatches,
                first,
                error,
                new Actor.System("test"),
                start,
                start.plusSeconds(1));
    }
}
