package dev.daybook.graphql;

import static graphql.util.TraversalControl.CONTINUE;

import dev.daybook.graphql.access.ClientAddresses;
import dev.daybook.graphql.access.CurrentCaller;
import dev.daybook.graphql.errors.ErrorCodes;
import dev.daybook.graphql.errors.NotAllowed;
import dev.daybook.graphql.errors.UserErrors;
import dev.daybook.graphql.loading.BatchLoaders;
import dev.daybook.graphql.paging.Connection;
import dev.daybook.graphql.quota.ConnectionQuota;
import dev.daybook.graphql.quota.Permit;
import dev.daybook.graphql.quota.QuotaExceeded;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.ordering.account.AccountView;
import dev.daybook.security.Caller;
import dev.daybook.security.CallerResolver;
import dev.daybook.security.SessionOver;
import dev.daybook.users.Role;
import dev.daybook.users.UserId;
import dev.daybook.users.UserView;
import graphql.Scalars;
import graphql.TrivialDataFetcher;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLSchemaElement;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLTypeVisitorStub;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Wraps the data fetchers of the schema with the rules that it states: roles and owners of fields ({@code
 * @requiresRole}, {@code @ownerOrStaff}), global ids of nodes, and refusals of a mutation as data of its payload.
 */
final class SchemaRules extends GraphQLTypeVisitorStub {
    private final CallerResolver callers;
    private final ConnectionQuota quota;
    private final UserErrors userErrors;

    SchemaRules(CallerResolver callers, ConnectionQuota quota, UserErrors userErrors) {
        this.callers = callers;
        this.quota = quota;
        this.userErrors = userErrors;
    }

    @Override
    public TraversalControl visitGraphQLFieldDefinition(
            GraphQLFieldDefinition field, TraverserContext<GraphQLSchemaElement> context) {
        if (context.getParentNode() instanceof GraphQLObjectType type) {
            GraphQLCodeRegistry.Builder registry = context.getVarFromParents(GraphQLCodeRegistry.Builder.class);
            var coordinates = FieldCoordinates.coordinates(type, field);
            DataFetcher<?> plain = registry.getDataFetcher(coordinates, field);
            var ruled = withRules(type, field, plain);
            if (ruled != plain) {
                registry.dataFetcher(coordinates, ruled);
            }
        }
        return CONTINUE;
    }

    private DataFetcher<?> withRules(GraphQLObjectType type, GraphQLFieldDefinition field, DataFetcher<?> fetcher) {
        var ruled = fetcher;
        if (type.getName().equals("Mutation")) {
            ruled = withRefusalsAsData(field, ruled);
        }
        if (field.getName().equals("id") && isNode(type)) {
            ruled = withGlobalId(type.getName(), ruled);
        }
        if (field.hasAppliedDirective("ownerOrStaff")) {
            ruled = forOwnerOrStaff(field, ruled);
        }
        var role = roleFor(field);
        if (role != null && !type.getName().equals("Subscription")) {
            ruled = forRole(role, ruled);
        }
        return switch (type.getName()) {
            case "Mutation" -> forCurrentCaller(ruled);
            case "Subscription" -> forSelectedFields(field, ruled);
            default -> ruled;
        };
    }

    /**
     * Requires the roles of all fields that a subscription selects. They are checked at once, since afterwards each
     * event would fail as a whole without telling anybody why, and again with each event, since a subscription may
     * last longer than a role. All other fields of an event are shown to the caller of that moment. A subscription
     * that was opened with a token ends when the token does.
     */
    private DataFetcher<?> forSelectedFields(GraphQLFieldDefinition definition, DataFetcher<?> subscription) {
        return field -> {
            var roles = Stream.concat(
                            Stream.of(definition),
                            field.getSelectionSet().getFields().stream()
                                    .flatMap(selected -> selected.getFieldDefinitions().stream()))
                    .flatMap(selected -> Stream.ofNullable(roleFor(selected)))
                    .distinct()
                    .toList();
            var caller = CurrentCaller.of(field);
            try {
                roles.forEach(role -> refuseUnless(role, caller));
                return withPermit(whileAllowed((Publisher<?>) subscription.get(field), roles, field), field);
            } catch (NotAllowed refusal) {
                return Flux.error(ErrorCodes.endOfSubscription(refusal));
            }
        };
    }

    /** Holds a permit of the quota until the subscription ends, for whatever reason. */
    private Flux<?> withPermit(Flux<?> events, DataFetchingEnvironment field) {
        var origin = ClientAddresses.originOf(field);
        return Flux.using(() -> quota.forSubscription(origin), _ -> events, Permit::release)
                .onErrorMap(QuotaExceeded.class, ErrorCodes::endOfSubscription);
    }

    private Flux<?> whileAllowed(Publisher<?> events, List<Role> roles, DataFetchingEnvironment field) {
        var proof = CurrentCaller.proofOf(field);
        var allowed = Flux.from(events).doOnNext(_ -> {
            // An earlier event may have loaded objects.
            BatchLoaders.clear(field);
            var now = callers.stillThere(proof);
            roles.forEach(role -> refuseUnless(role, now));
            CurrentCaller.signIn(now, field);
        });
        return callers.untilExpiry(allowed, proof)
                .onErrorMap(NotAllowed.class, ErrorCodes::endOfSubscription)
                .onErrorMap(SessionOver.class, ErrorCodes::endOfSubscription);
    }

    private DataFetcher<?> forCurrentCaller(DataFetcher<?> mutation) {
        return field -> {
            CurrentCaller.beforeMutation(field, callers);
            return mutation.get(field);
        };
    }

    private static DataFetcher<?> forRole(Role role, DataFetcher<?> fetcher) {
        return field -> {
            refuseUnless(role, CurrentCaller.of(field));
            return fetcher.get(field);
        };
    }

    private static void refuseUnless(Role role, Caller caller) {
        if (!caller.has(role)) {
            throw NotAllowed.without(role, caller);
        }
    }

    static @Nullable Role roleFor(GraphQLFieldDefinition definition) {
        var rule = definition.getAppliedDirective("requiresRole");
        return rule == null ? null : Role.valueOf(rule.getArgument("role").getValue());
    }

    private static DataFetcher<?> forOwnerOrStaff(GraphQLFieldDefinition definition, DataFetcher<?> fetcher) {
        var nothing = nothing(definition.getType());
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

    private static DataFetcher<?> withGlobalId(String type, DataFetcher<?> fetcher) {
        return (TrivialDataFetcher<String>)
                field -> new GlobalId(type, (UUID) Objects.requireNonNull(fetcher.get(field))).toString();
    }

    private DataFetcher<?> withRefusalsAsData(GraphQLFieldDefinition definition, DataFetcher<?> fetcher) {
        var nothingDone = emptyPayload((GraphQLObjectType) GraphQLTypeUtil.unwrapAll(definition.getType()));
        // Spring GraphQL passes an exception of a controller on as the error of a Mono.
        return field -> {
            // An earlier mutation of the same request may have loaded objects.
            BatchLoaders.clear(field);
            var answer = fetcher.get(field);
            return answer instanceof Mono<?> mono
                    ? mono.map(Object.class::cast).onErrorResume(thrown -> refusal(thrown, field, nothingDone))
                    : answer;
        };
    }

    private Mono<Object> refusal(Throwable thrown, DataFetchingEnvironment field, Map<String, Object> nothingDone) {
        var errors = userErrors.of(thrown, field.getArguments());
        if (errors.isEmpty()) {
            return Mono.error(thrown);
        }
        var payload = new HashMap<>(nothingDone);
        payload.put("userErrors", errors);
        return Mono.just(payload);
    }

    /** The payload of a mutation that did nothing: no subject, and counts of zero. */
    private static Map<String, Object> emptyPayload(GraphQLObjectType payload) {
        var empty = new HashMap<String, Object>();
        for (var field : payload.getFieldDefinitions()) {
            var value = GraphQLTypeUtil.isNonNull(field.getType()) ? nothing(field.getType()) : null;
            if (value != null) {
                empty.put(field.getName(), value);
            }
        }
        return empty;
    }

    /** The empty value of a type: null where that is allowed, else an empty list, an empty page, false or zero. */
    private static @Nullable Object nothing(GraphQLOutputType type) {
        if (!(type instanceof GraphQLNonNull nonNull)) {
            return null;
        }
        GraphQLType wrapped = nonNull.getWrappedType();
        if (wrapped instanceof GraphQLList) {
            return List.of();
        }
        if (wrapped instanceof GraphQLObjectType object && object.getName().endsWith("Connection")) {
            return Connection.empty();
        }
        return wrapped.equals(Scalars.GraphQLBoolean) ? (Object) false : 0;
    }

    private static boolean isNode(GraphQLObjectType type) {
        return type.getInterfaces().stream()
                .anyMatch(implemented -> implemented.getName().equals("Node"));
    }
}
