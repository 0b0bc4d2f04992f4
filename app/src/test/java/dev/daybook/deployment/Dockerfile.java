package dev.daybook.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** The instructions of the Dockerfile that decide what an image has and how it starts. */
record Dockerfile(String text) {
    static final Path FILE = DeploymentFilesTest.DIRECTORY.resolve("Dockerfile");

    static Dockerfile read() throws IOException {
        return new Dockerfile(Files.readString(FILE));
    }

    /** The directories whose contents are copied into the working directory, in their order, below the one that is laid out. */
    List<String> layers() {
        return Pattern.compile("(?m)^COPY --from=build .*/image/(\\w+)/ \\./$")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** The user and the group, as numbers. */
    List<String> user() {
        var user = one("(?m)^USER (\\d+):(\\d+)$");
        return List.of(user.group(1), user.group(2));
    }

    /** The command with its arguments: there is no shell between a signal and the shop. */
    List<String> entryPoint() {
        return List.of(
                new JsonMapper().readValue(one("(?m)^ENTRYPOINT (\\[.*])$").group(1), String[].class));
    }

    private MatchResult one(String pattern) {
        return Pattern.compile(pattern).matcher(text).results().findFirst().orElseThrow();
    }
}
