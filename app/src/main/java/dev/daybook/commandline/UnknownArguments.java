package dev.daybook.commandline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
                                .flatMap(name -> commands.getOrDefault(name, List.of()).stream())
                                .toList()));
    }

    /** Full names of all commands and their subcommands, by their last word. */
    private static Map<String, List<String>> commands(CommandLine line, String before) {
        var commands = new HashMap<String, List<String>>();
        line.getSubcommands().forEach((name, command) -> {
            commands(command, before + name + " ")
                    .forEach((last, names) -> commands.merge(last, names, UnknownArguments::both));
            commands.merge(name, List.of(before + name), UnknownArguments::both);
        });
        return commands;
    }

    private static List<String> both(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    static String didYouMean(List<String> names) {
        return names.isEmpty() ? "" : names.stream().collect(Collectors.joining(", ", " Did you mean ", "?"));
    }
}
