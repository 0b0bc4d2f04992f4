package dev.daybook.commandline;

/** Recognises the command-line options of Spring: {@code --key=value}, and the two that need no value. */
final class SpringOptions {
    private SpringOptions() {}

    static boolean isOption(String argument) {
        return argument.equals("--debug")
                || argument.equals("--trace")
                || (argument.startsWith("--") && argument.indexOf('=') > "--".length());
    }
}
