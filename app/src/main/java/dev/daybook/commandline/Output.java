package dev.daybook.commandline;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** How a command says what it has found: for people, or as Json.MAPPER. */
final class Output {
    /** Only when it is needed: it would double the time that a help takes. */
    private static final class Json {
        /** Only what a record holds: {@code isActive()} is a conclusion. */
        static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                        .characterEscapes(new TerminalText.InJson())
                        .build())
                .changeDefaultVisibility(visibility -> visibility
                        .withFieldVisibility(Visibility.ANY)
                        .withGetterVisibility(Visibility.NONE)
                        .withIsGetterVisibility(Visibility.NONE))
                .build();
    }

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private Help help = new Help();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--json", description = "Print the result as JSON, for programs.")
    private boolean json;

    boolean isJson() {
        return json;
    }

    void line(String text) {
        out().println(TerminalText.line(text));
    }

    void json(Object value) {
        out().println(compact(value));
    }

    void prettyJson(Object value) {
        out().println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value));
    }

    static String compact(Object value) {
        return Json.MAPPER.writeValueAsString(value);
    }

    /** For what is no result: progress, and what else a person wants to know. */
    void note(String text) {
        err().println(TerminalText.line(text));
    }

    /** Whether somebody still reads it; {@code | head} has left after ten lines. */
    boolean isRead() {
        return !out().checkError();
    }

    /** In columns, each as wide as its widest cell. */
    void table(List<List<String>> rows) {
        var widths = new ArrayList<Integer>();
        var printable = rows.stream()
                .map(row -> row.stream().map(TerminalText::line).toList())
                .toList();
        for (var row : printable) {
            for (int i = 0; i < row.size(); i++) {
                var width = row.get(i).length();
                if (i == widths.size()) {
                    widths.add(width);
                } else {
                    widths.set(i, Math.max(widths.get(i), width));
                }
            }
        }
        for (var row : printable) {
            var line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(row.get(i)).repeat(' ', widths.get(i) - row.get(i).length() + 2);
            }
            line(line.toString().stripTrailing());
        }
    }

    /** In UTF-8 but for a terminal, which may speak something else: a file or a program would get question marks. */
    static PrintWriter toStandardOutput() {
        var console = System.console();
        var charset = console != null && console.isTerminal() ? console.charset() : StandardCharsets.UTF_8;
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), charset), true);
    }

    static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    PrintWriter out() {
        return command.commandLine().getOut();
    }

    PrintWriter err() {
        return command.commandLine().getErr();
    }
}
