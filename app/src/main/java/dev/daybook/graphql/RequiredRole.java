package dev.daybook.graphql;

import dev.daybook.graphql.errors.NotAllowed;
import dev.daybook.security.Caller;
import dev.daybook.users.Role;
import graphql.schema.GraphQLFieldDefinition;
import org.jspecify.annotations.Nullable;

/** The role that a field requires by {@code @requiresRole}. */
final class RequiredRole {
    private RequiredRole() {}

    static @Nullable Role of(GraphQLFieldDefinition definition) {
        var rule = definition.getAppliedDirective("requiresRole");
        return rule == null ? null : Role.valueOf(rule.getArgument("role").getValue());
    }

    /** @throws NotAllowed when the caller lacks the role */
    static void check(Role role, Caller caller) {
        if (!caller.has(role)) {
            throw NotAllowed.without(role, caller);
        }
    }
}
