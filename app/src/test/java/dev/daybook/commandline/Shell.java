package dev.daybook.commandline;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** Gives commands as an operator does, and sees what they print. */
final class Shell {
    private final OperatorContext context;

    Shell(OperatorContext context) {
        this.context = context;
    }

    record Result(int exitCode, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }
    }

    Result run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var exitCode = into(out, err, arguments);
        return new Result(exitCode, out.toString(), err.toString());
    }

    int into(StringWriter out, StringWriter err, String... arguments) {
        return OperatorCommands.commandLine(context)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
