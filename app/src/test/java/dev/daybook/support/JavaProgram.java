package dev.daybook.support;

import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Programs of the tests in JVMs of their own. */
public final class JavaProgram {
    private JavaProgram() {}

    /** The launcher of the JVM that this one is. */
    public static String launcher() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** A class on the class path of this JVM, of which nothing is heard. */
    public static ProcessBuilder silent(List<String> options, Class<?> program, String... arguments) {
        var command = Stream.of(
                        Stream.of(launcher()), options.stream(), Stream.of(program.getName()), Stream.of(arguments))
                .flatMap(part -> part)
                .toList();
        var builder =
                new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder;
    }
}
