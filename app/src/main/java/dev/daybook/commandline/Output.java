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

/** Prints the results of a command, as text for people or as JSON for programs. */
final class Output {
    /** Holder that loads Jackson on demand: at once it would double the time that a help takes. */
    private static final class Json {
        /** Writes the components of a record only: {@code isActive()} is derived from them. */
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

    /** Prints what is no result, such as progress, to the standard error. */
    void note(String text) {
        err().println(TerminalText.line(text));
    }

    /** Whether the standard output is still open; {@code | head} closes it after ten lines. */
    boolean isRead() {
        return !out().checkError();
    }

    /** Prints rows in columns, each as wide as its widest cell. */
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

    /** Writes in the charset of a terminal, and otherwise in UTF-8, so that no character becomes a question mark in a file. */
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
