package dev.daybook.replay.commandline;

import dev.daybook.replay.UnknownProjection;
import java.util.Arrays;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: everything but the start of the shop itself. */
public final class OperatorCommands {
    private OperatorCommands() {}

    /** Whether somebody wants more than a shop, to which at most Spring's own options are passed, such as {@code --debug}. */
    public static boolean areIn(String... arguments) {
        return Arrays.stream(arguments)
                .anyMatch(argument ->
                        !argument.startsWith("--") || argument.equals("--help") || argument.equals("--version"));
    }

    /**
     * Carries them out, with as much of the shop as they need.
     *
     * @return the exit code
     */
    public static int run(String... arguments) {
        try (var office = new BackOffice()) {
            return commandLine(office).execute(arguments);
        }
    }

    static CommandLine commandLine(BackOffice office) {
        return new CommandLine(new DaybookCommand())
                .addSubcommand(new CommandLine(new ProjectionsCommand())
                        .addSubcommand(new ListProjections(office))
                        .addSubcommand(new RebuildProjections(office))
                        .addSubcommand(new VerifyProjections(office)))
                .addSubcommand(new CommandLine(new EventsCommand())
                        .addSubcommand(new TailEvents(office))
                        .addSubcommand(new ShowEvent(office))
                        .addSubcommand(new ExportEvents(office))
                        .addSubcommand(new ImportEvents(office)))
                .addSubcommand(new ShowHistory(office))
                .addSubcommand(new HelpCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler(OperatorCommands::wrongUsage)
                .setExecutionExceptionHandler((failure, line, _) -> failed(failure, line, office));
    }

    private static int wrongUsage(ParameterException wrong, String[] arguments) {
        var line = wrong.getCommandLine();
        line.getErr().println("daybook: " + wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, line.getErr());
        line.getErr().println("See: %s --help".formatted(line.getCommandSpec().qualifiedName()));
        return ExitCode.USAGE;
    }

    private static int failed(Exception failure, CommandLine line, BackOffice office) {
        return switch (failure) {
            case UnknownProjection unknown ->
                wrongUsage(new ParameterException(line, unknown.getMessage()), new String[0]);
            // Ctrl-C has taken the database away.
            case Exception _ when office.isClosing() -> ExitCode.FAILED;
            case BackOffice.CannotOpen _ -> ExitCode.FAILED;
            case Exception e -> {
                line.getErr().println("daybook: " + reason(e));
                yield ExitCode.FAILED;
            }
        };
    }

    private static String reason(Exception failure) {
        var message = failure instanceof DataAccessException database
                ? NestedExceptionUtils.getMostSpecificCause(database).getMessage()
                : failure.getMessage();
        return message == null ? failure.toString() : message;
    }
}
