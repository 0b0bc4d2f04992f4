package dev.daybook.graphql.limits;

import dev.daybook.security.Caller;
import dev.daybook.users.Role;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Rule who may see the schema, be it by introspection or as a file: everybody, or only administrators. */
@Component
public class Introspection {
    private final boolean adminOnly;

    Introspection(@Value("${daybook.introspection.admin-only}") boolean adminOnly) {
        this.adminOnly = adminOnly;
    }

    /** @param caller asked for only where it matters, since it takes the database to know who calls */
    public boolean isAllowedTo(Supplier<Caller> caller) {
        return !adminOnly || caller.get().has(Role.ADMIN);
    }
}
