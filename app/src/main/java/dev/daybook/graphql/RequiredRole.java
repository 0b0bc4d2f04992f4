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

    /** Whether the role that the caller had when they were seen last will do while the database is away. */
    static boolean isOfLastKnown(GraphQLFieldDefinition definition) {
        var rule = definition.getAppliedDirective("requiresRole");
        return rule != null && Boolean.TRUE.equals(rule.getArgument("lastKnown").getValue());
    }

    /** @throws NotAllowed when the caller lacks the role */
    static void check(Role role, Caller caller) {
        if (!caller.has(role)) {
            throw NotAllowed.without(role, caller);
        }
    }
}
