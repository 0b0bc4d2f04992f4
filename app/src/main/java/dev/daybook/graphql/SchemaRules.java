package dev.daybook.graphql;

import static graphql.util.TraversalControl.CONTINUE;

import dev.daybook.graphql.access.CurrentCaller;
import dev.daybook.graphql.loading.RelationFetchers;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.ordering.account.AccountView;
import dev.daybook.security.CallerResolver;
import dev.daybook.users.Role;
import dev.daybook.users.UserId;
import dev.daybook.users.UserView;
import graphql.Directives;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchemaElement;
import graphql.schema.GraphQLTypeVisitorStub;
import graphql.schema.LightDataFetcher;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import java.util.Collection;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Wraps the data fetchers of the schema with the rules that it states: roles and owners of fields
 * ({@code @requiresRole}, {@code @ownerOrStaff}), global ids of nodes, and refusals of a mutation as data of its payload.
 * Those of relations become direct ones.
 */
final class SchemaRules extends GraphQLTypeVisitorStub {
    private final RelationFetchers relations;
    private final MutationRules mutations;
    private final SubscriptionRules subscriptions;
    private final CallerResolver callers;

    SchemaRules(
            RelationFetchers relations,
            MutationRules mutations,
            SubscriptionRules subscriptions,
            CallerResolver callers) {
        this.relations = relations;
        this.mutations = mutations;
        this.subscriptions = subscriptions;
        this.callers = callers;
    }

    @Override
    public TraversalControl visitGraphQLFieldDefinition(
            GraphQLFieldDefinition field, TraverserContext<GraphQLSchemaElement> context) {
        if (context.getParentNode() instanceof GraphQLObjectType type) {
            GraphQLCodeRegistry.Builder registry = context.getVarFromParents(GraphQLCodeRegistry.Builder.class);
            var coordinates = FieldCoordinates.coordinates(type, field);
            DataFetcher<?> plain = registry.getDataFetcher(coordinates, field);
            var ruled = withRules(type, field, plain);
            if (!ruled.equals(plain)) {
                registry.dataFetcher(coordinates, ruled);
            }
        }
        return CONTINUE;
    }

    private DataFetcher<?> withRules(GraphQLObjectType type, GraphQLFieldDefinition field, DataFetcher<?> fetcher) {
        var ruled = relations.direct(fetcher);
        if (type.getName().equals("__Schema") && field.getName().equals("directives")) {
            ruled = withoutDefer(ruled);
        }
        if (type.getName().equals("Mutation")) {
            ruled = mutations.withRefusalsAsData(field, ruled);
        }
        if (field.getName().equals("id") && isNode(type)) {
            ruled = new GlobalIdFetcher(type.getName(), (LightDataFetcher<?>) ruled);
        }
        if (field.hasAppliedDirective("ownerOrStaff")) {
            ruled = forOwnerOrStaff(field, ruled);
        }
        var role = RequiredRole.of(field);
        if (role != null && !type.getName().equals("Subscription")) {
            ruled = forRole(role, RequiredRole.isOfLastKnown(field), ruled);
        }
        return switch (type.getName()) {
            case "Mutation" -> mutations.forCurrentCaller(ruled);
            case "Subscription" -> subscriptions.forSelectedFields(field, ruled);
            default -> ruled;
        };
    }

    /** Hides a directive that the engine adds to every schema: there is no transport for what is deferred. */
    private static DataFetcher<?> withoutDefer(DataFetcher<?> directives) {
        return field -> ((Collection<?>) Objects.requireNonNull(directives.get(field)))
                .stream()
                        .filter(directive -> !directive.equals(Directives.DeferDirective))
                        .toList();
    }

    private DataFetcher<?> forRole(Role role, boolean ofLastKnown, DataFetcher<?> fetcher) {
        return field -> {
            RequiredRole.check(role, ofLastKnown ? CurrentCaller.lastKnown(field, callers) : CurrentCaller.of(field));
            return fetcher.get(field);
        };
    }

    private static DataFetcher<?> forOwnerOrStaff(GraphQLFieldDefinition definition, DataFetcher<?> fetcher) {
        var nothing = EmptyValue.of(definition.getType());
        return field ->
                CurrentCaller.of(field).isOwnerOrStaff(ownerOf(field.getSource())) ? fetcher.get(field) : nothing;
    }

    private static UserId ownerOf(@Nullable Object source) {
        return switch (source) {
            case UserView user -> user.userId();
            case AccountView account -> account.owner();
            case null, default -> throw new IllegalStateException("There is no owner of " + source);
        };
    }

    /** Makes a global id of the property of an object; the engine need not describe the field for it. */
    private record GlobalIdFetcher(String type, LightDataFetcher<?> property) implements LightDataFetcher<String> {
        @Override
        public String get(GraphQLFieldDefinition field, Object source, Supplier<DataFetchingEnvironment> environment)
                throws Exception {
            return globalId(property.get(field, source, environment));
        }

        @Override
        public String get(DataFetchingEnvironment field) throws Exception {
            return globalId(property.get(field));
        }

        private String globalId(@Nullable Object id) {
            return new GlobalId(type, (UUID) Objects.requireNonNull(id)).toString();
        }
    }

    private static boolean isNode(GraphQLObjectType type) {
        return type.getInterfaces().stream()
                .anyMatch(implemented -> implemented.getName().equals("Node"));
    }
}
