package dev.daybook.fuzz;

import graphql.schema.GraphQLFieldDefinition;

/** Finds the role that a field requires, by its directive in the schema. */
final class Roles {
    private Roles() {}

    static RequestRole neededFor(GraphQLFieldDefinition field) {
        var rule = field.getAppliedDirective("requiresRole");
        if (rule == null) {
            return RequestRole.ANONYMOUS;
        }
        return "CUSTOMER".equals(rule.getArgument("role").getValue()) ? RequestRole.CUSTOMER : RequestRole.ADMIN;
    }
}
