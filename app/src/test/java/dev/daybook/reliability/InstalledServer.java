package dev.daybook.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** PostgreSQL as it is installed on the machine, with the tools that the one of a shop does not bring along. */
public record InstalledServer(Path programs) {
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    /** The one on the path, or the newest of Debian's. */
    public static Optional<InstalledServer> find() throws IOException {
        try (var versions = Files.isDirectory(DEBIAN) ? Files.list(DEBIAN) : Stream.<Path>empty()) {
            var debian = versions.sorted(Comparator.<Path>comparingInt(version ->
                                    Integer.parseInt(version.getFileName().toString()))
                            .reversed())
                    .map(version -> version.resolve("bin"));
            return Stream.concat(Programs.named("postgres").map(Path::getParent), debian)
                    .map(InstalledServer::new)
                    .filter(InstalledServer::isComplete)
                    .findFirst();
        }
    }

    /** Why there can be none. */
    static Optional<String> obstacle(Setup setup) throws IOException {
        return find().isPresent()
                ? Optional.empty()
                : Optional.of("no PostgreSQL with its pg_dump on the path or in " + DEBIAN);
    }

    private boolean isComplete() {
        return Stream.of("initdb", "postgres", "pg_dump", "pg_restore")
                .allMatch(name -> Files.isExecutable(program(name)));
    }

    public Path program(String name) {
        return programs.resolve(name);
    }
}
