package dev.daybook.graphql;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.idl.SchemaDirectiveWiring;
import graphql.schema.idl.SchemaDirectiveWiringEnvironment;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Appends to the description of a field who may use it, by {@code @requiresRole} and {@code @ownerOrStaff}: introspection
 * shows descriptions, but no directives that are applied to a field.
 */
final class RuleDescriptions implements SchemaDirectiveWiring {
    @Override
    public GraphQLFieldDefinition onField(SchemaDirectiveWiringEnvironment<GraphQLFieldDefinition> environment) {
        var field = environment.getElement();
        var rule = ruleOf(field);
        return rule == null
                ? field
                : field.transform(copy -> copy.description(Stream.of(field.getDescription(), rule)
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("\n\n"))));
    }

    private static @Nullable String ruleOf(GraphQLFieldDefinition field) {
        var role = RequiredRole.of(field);
        if (role != null) {
            return "Requires the role %s.".formatted(role);
        }
        if (field.hasAppliedDirective("ownerOrStaff")) {
            return "Only the owner and STAFF see it: others get %s."
                    .formatted(GraphQLTypeUtil.isNonNull(field.getType()) ? "an empty list" : "null");
        }
        return null;
    }
}
