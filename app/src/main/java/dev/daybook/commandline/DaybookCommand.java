package dev.daybook.commandline;

import java.io.IOException;
import java.util.Properties;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Top-level command, with the help that names all others. */
@Command(
        name = "daybook",
        mixinStandardHelpOptions = true,
        versionProvider = DaybookCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        header = "Looks after the log of a shop and all that is projected from it.",
        description = {
            "",
            "Without a command the shop itself is started:",
            "  java -jar daybook.jar",
            "A command works beside a shop that is open, and without one. It finds the database as the shop does:"
                    + " by SPRING_DATASOURCE_URL (…_USERNAME, …_PASSWORD), or else in DAYBOOK_DATA_DIR (~/.daybook)."
                    + " It needs the shop's DAYBOOK_PERSONALDATA_MASTERKEY to read what is personal.",
            "Results go to the standard output; progress, warnings and errors to the standard error.",
            ""
        },
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:fine",
            "1:a verification has found rows that do not equal their events, or a backup that is not as expected",
            "2:the command was not understood",
            "3:failed; the standard error says why, or the line of each run"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar daybook.jar projections verify --all",
            "  java -jar daybook.jar events tail --follow --type ordering.OrderPlaced",
            "  java -jar daybook.jar events export backup.jsonl",
            "  java -jar daybook.jar backup verify backup.jsonl",
            "  java -jar daybook.jar history user ada --at 2026-01-31T12:00:00Z",
            "  java -jar daybook.jar help events tail"
        })
final class DaybookCommand implements Runnable {
    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "What shall be done? Name a command.");
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() throws IOException {
            var build = new Properties();
            try (var file = DaybookCommand.class.getResourceAsStream("/META-INF/build-info.properties")) {
                if (file != null) {
                    build.load(file);
                }
            }
            return new String[] {"Daybook " + build.getProperty("build.version", "(not packaged)")};
        }
    }
}
