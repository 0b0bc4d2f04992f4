package dev.daybook.database.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.InputStream;

/** Resolves the bundled archive of PostgreSQL's programs; the build packs one, all or none of the platforms. */
final class BundledPrograms implements PgBinaryResolver {

    @Override
    public InputStream getPgBinary(String system, String machine) throws IOException {
        try {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
        } catch (IllegalStateException missing) {
            throw new DatabaseUnavailable(
                    "This build of Daybook brings no PostgreSQL for %s on %s.".formatted(system, machine),
                    "Set SPRING_DATASOURCE_URL to a PostgreSQL server of your own, or build Daybook on such a machine"
                            + " or with -Pportable.",
                    missing);
        }
    }
}
