package dev.daybook.commandline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Describes an unknown argument in one line, with suggestions. */
final class UnknownArguments {
    private UnknownArguments() {}

    static String reason(ParameterException wrong) {
        return wrong instanceof UnmatchedArgumentException unmatched
                ? reason(word(unmatched.getUnmatched()), wrong.getCommandLine())
                : String.valueOf(wrong.getMessage());
    }

    /** The first unknown word that is no setting of the shop, or else the first. */
    private static String word(List<String> unmatched) {
        return unmatched.stream()
                .filter(word -> !SpringOptions.isOption(word))
                .findFirst()
                .orElse(unmatched.getFirst());
    }

    private static String reason(String word, CommandLine line) {
        if (SpringOptions.isOption(word)) {
            return "A command takes the shop's settings from the environment, and no option %s.".formatted(word);
        }
        if (word.startsWith("-")) {
            var options = line.getCommandSpec().optionsMap().keySet();
            return "There is no option %s here.%s".formatted(word, didYouMean(Suggestions.to(word, options)));
        }
        var commands = commands(line, "");
        if (commands.isEmpty()) {
            return "There is a word too many: %s".formatted(word);
        }
        return "There is no command %s.%s"
                .formatted(
                        word,
                        didYouMean(Suggestions.to(word, commands.keySet()).stream()
                                .map(commands::get)
                                .toList()));
    }

    /** Full names of all commands and their subcommands, by their last word. */
    private static Map<String, String> commands(CommandLine line, String before) {
        var commands = new HashMap<String, String>();
        line.getSubcommands().forEach((name, command) -> {
            commands.putAll(commands(command, before + name + " "));
            commands.put(name, before + name);
        });
        return commands;
    }

    static String didYouMean(List<String> names) {
        return names.isEmpty() ? "" : names.stream().collect(Collectors.joining(", ", " Did you mean ", "?"));
    }
}
