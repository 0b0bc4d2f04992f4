package dev.daybook.replay.commandline;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** How a command says what it has found: for people, or as Json.MAPPER. */
final class Output {
    /** Only when it is needed: it would double the time that a help takes. */
    private static final class Json {
        /** Only what a record holds: {@code isActive()} is a conclusion. */
        static final JsonMapper MAPPER = JsonMapper.builder()
                .changeDefaultVisibility(visibility -> visibility
                        .withFieldVisibility(Visibility.ANY)
                        .withGetterVisibility(Visibility.NONE)
                        .withIsGetterVisibility(Visibility.NONE))
                .build();
    }

    @Mixin
    private Help help = new Help();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--json", description = "Print the result as JSON, for programs.")
    private boolean json;

    boolean isJson() {
        return json;
    }

    void line(String text) {
        out().println(text);
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
        err().println(text);
    }

    /** Whether somebody still reads it; {@code | head} has left after ten lines. */
    boolean isRead() {
        return !out().checkError();
    }

    /** In columns, each as wide as its widest cell. */
    void table(List<List<String>> rows) {
        var widths = new ArrayList<Integer>();
        for (var row : rows) {
            for (int i = 0; i < row.size(); i++) {
                var width = row.get(i).length();
                if (i == widths.size()) {
                    widths.add(width);
                } else {
                    widths.set(i, Math.max(widths.get(i), width));
                }
            }
        }
        for (var row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(row.get(i)).repeat(' ', widths.get(i) - row.get(i).length() + 2);
            }
            line(line.toString().stripTrailing());
        }
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
