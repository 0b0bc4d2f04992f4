package dev.daybook.fuzz;

import graphql.schema.GraphQLFieldDefinition;

/** Who may use a field, by its directive in the schema. */
final class Roles {
    private Roles() {}

    static Caller neededFor(GraphQLFieldDefinition field) {
        var rule = field.getAppliedDirective("requiresRole");
        if (rule == null) {
            return Caller.ANONYMOUS;
        }
        return "CUSTOMER".equals(rule.getArgument("role").getValue()) ? Caller.CUSTOMER : Caller.ADMIN;
    }
}
