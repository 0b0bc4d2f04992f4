package dev.daybook.commandline;

import dev.daybook.replay.UnknownProjection;
import java.util.Arrays;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Runs the commands of the jar; the start of the shop itself is none of them. */
public final class OperatorCommands {
    private OperatorCommands() {}

    /**
     * Whether the arguments are a command. The shop takes settings and nothing else, so any other word is a command or
     * a mistake.
     */
    public static boolean areIn(String... arguments) {
        return !Arrays.stream(arguments).allMatch(SpringOptions::isOption);
    }

    /**
     * Runs the command, with as much of the shop as it needs.
     *
     * @return the exit code
     */
    public static int run(String... arguments) {
        try (var context = new OperatorContext()) {
            var line = commandLine(context).setOut(Output.toStandardOutput());
            try {
                return line.execute(arguments);
            } catch (Error e) {
                printError(e.toString(), line);
                return ExitCode.FAILED;
            }
        }
    }

    static CommandLine commandLine(OperatorContext context) {
        return new CommandLine(new DaybookCommand())
                .addSubcommand(new CommandLine(new ProjectionsCommand())
                        .addSubcommand(new ListProjections(context))
                        .addSubcommand(new RebuildProjections(context))
                        .addSubcommand(new VerifyProjections(context))
                        .addSubcommand(new PlanProjections(context))
                        .addSubcommand(new DowngradeProjections(context)))
                .addSubcommand(new CommandLine(new EventsCommand())
                        .addSubcommand(new TailEvents(context))
                        .addSubcommand(new ShowEvent(context))
                        .addSubcommand(new ChecksumEvents(context))
                        .addSubcommand(new ExportEvents(context))
                        .addSubcommand(new ImportEvents(context)))
                .addSubcommand(new CommandLine(new PartitionsCommand())
                        .addSubcommand(new ListPartitions(context))
                        .addSubcommand(new BeginPartition(context)))
                .addSubcommand(new CommandLine(new BackupCommand()).addSubcommand(new VerifyBackup(context)))
                .addSubcommand(new CommandLine(new KeysCommand())
                        .addSubcommand(new ExportKeys(context))
                        .addSubcommand(new EraseAgain(context)))
                .addSubcommand(new ShowHistory(context))
                .addSubcommand(new HelpCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setUsageHelpWidth(100)
                .setExecutionStrategy(OperatorCommands::runLast)
                .setParameterExceptionHandler(OperatorCommands::wrongUsage)
                .setExecutionExceptionHandler((failure, line, _) -> failed(failure, line, context));
    }

    /**
     * Runs the last command that is named. The strategy is a method, since picocli lets one of its own print to the
     * standard output of when that was made, whatever the command line was told, once another has taken its place.
     */
    private static int runLast(ParseResult parsed) {
        return new RunLast().execute(parsed);
    }

    private static int wrongUsage(ParameterException wrong, String[] arguments) {
        var line = wrong.getCommandLine();
        printError(
                "%s See: %s --help"
                        .formatted(
                                UnknownArguments.reason(wrong),
                                line.getCommandSpec().qualifiedName()),
                line);
        return ExitCode.USAGE;
    }

    private static int failed(Exception failure, CommandLine line, OperatorContext context) {
        return switch (failure) {
            case UnknownProjection unknown ->
                wrongUsage(new ParameterException(line, unknown.getMessage()), new String[0]);
            // Ctrl-C has closed the database.
            case Exception _ when context.isClosing() -> ExitCode.FAILED;
            case Exception e -> {
                printError(reason(e), line);
                yield ExitCode.FAILED;
            }
        };
    }

    private static void printError(String reason, CommandLine line) {
        line.getErr().println(TerminalText.line("daybook: " + reason.strip().replaceAll("\\s*\\R\\s*", " ")));
    }

    private static String reason(Exception failure) {
        var message = switch (failure) {
            case DataAccessException database ->
                NestedExceptionUtils.getMostSpecificCause(database).getMessage();
            case TransactionException transaction ->
                NestedExceptionUtils.getMostSpecificCause(transaction).getMessage();
            default -> failure.getMessage();
        };
        return message == null ? failure.toString() : message;
    }
}
