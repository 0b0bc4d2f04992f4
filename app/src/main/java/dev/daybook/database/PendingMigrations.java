package dev.daybook.database;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.modulith.core.ApplicationModuleIdentifier;
import org.springframework.modulith.runtime.flyway.MigrationFilter;
import org.springframework.stereotype.Component;

/** Notes the migrations that a start of this version would bring, instead of carrying them out. */
@Component
@ConditionalOnProperty("daybook.read-only")
public class PendingMigrations implements MigrationFilter {
    private final List<String> names = new ArrayList<>();

    /** The migrations as module, version and name, in their order. */
    public List<String> names() {
        return List.copyOf(names);
    }

    @Override
    public boolean shouldMigrate(ApplicationModuleIdentifier module, Flyway flyway) {
        var pending = Flyway.configure()
                .configuration(flyway.getConfiguration())
                .locations("classpath:db/migration/" + module)
                .table("flyway_schema_history_" + module)
                .load()
                .info()
                .pending();
        Arrays.stream(pending)
                .map(migration -> "%s %s: %s".formatted(module, migration.getVersion(), migration.getDescription()))
                .forEach(names::add);
        return false;
    }
}
