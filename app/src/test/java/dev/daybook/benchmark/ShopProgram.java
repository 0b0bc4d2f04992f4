package dev.daybook.benchmark;

import dev.daybook.Daybook;
import dev.daybook.support.JavaProgram;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Command line of a shop: that of a jar, or that of the classes just compiled. */
public record ShopProgram(List<String> command) {
    public static ShopProgram of(@Nullable Path jar, List<String> javaOptions) {
        return of(javaOptions, jar == null ? onClassPath(mainClassPath()) : jarArguments(jar));
    }

    /** The classes just compiled, and with them those of the tests, which {@code spring.main.sources} can name. */
    public static ShopProgram withTests(List<String> javaOptions) {
        return of(javaOptions, onClassPath(System.getProperty("java.class.path")));
    }

    private static ShopProgram of(List<String> javaOptions, List<String> program) {
        var command = new ArrayList<String>();
        command.add(JavaProgram.launcher());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(javaOptions);
        command.addAll(program);
        return new ShopProgram(command);
    }

    private static List<String> onClassPath(String path) {
        return List.of("-cp", path, Daybook.class.getName());
    }

    private static List<String> jarArguments(Path jar) {
        if (Files.notExists(jar)) {
            throw new IllegalArgumentException("There is no " + jar);
        }
        return List.of("-jar", jar.toString());
    }

    /** The class path of this JVM without the tests; it keeps the libraries that only tests use. */
    private static String mainClassPath() {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> Files.notExists(Path.of(entry, "dev/daybook/benchmark")))
                .collect(Collectors.joining(File.pathSeparator));
    }

    public Process start(Map<String, String> environment, Path output, String... arguments) throws IOException {
        var builder = new ProcessBuilder(
                        Stream.concat(command.stream(), Stream.of(arguments)).toList())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
