package dev.daybook.graphql.limits;

import dev.daybook.security.Caller;
import dev.daybook.users.Role;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Rule who may see the schema, be it by introspection or as a file: everybody, or only administrators. */
@Component
public class Introspection {
    private final IntrospectionSettings settings;

    Introspection(IntrospectionSettings settings) {
        this.settings = settings;
    }

    /** @param caller asked for only where it matters, since it takes the database to know who calls */
    public boolean isAllowedTo(Supplier<Caller> caller) {
        return !settings.adminOnly() || caller.get().has(Role.ADMIN);
    }
}
