package dev.daybook.graphql;

import dev.daybook.graphql.access.ClientAddresses;
import dev.daybook.graphql.access.CurrentCaller;
import dev.daybook.graphql.errors.ErrorCodes;
import dev.daybook.graphql.errors.NotAllowed;
import dev.daybook.graphql.loading.BatchLoaders;
import dev.daybook.graphql.quota.ConnectionQuota;
import dev.daybook.graphql.quota.Permit;
import dev.daybook.graphql.quota.QuotaExceeded;
import dev.daybook.security.CallerResolver;
import dev.daybook.security.SessionOver;
import dev.daybook.users.Role;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import java.util.List;
import java.util.stream.Stream;
import org.reactivestreams.Publisher;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Wraps the data fetchers of subscriptions with the roles that they require, the quota, and the expiry of the token. */
@Component
final class SubscriptionRules {
    private final CallerResolver callers;
    private final ConnectionQuota quota;

    SubscriptionRules(CallerResolver callers, ConnectionQuota quota) {
        this.callers = callers;
        this.quota = quota;
    }

    /**
     * Requires the roles of all fields that a subscription selects. They are checked at once, since afterwards each
     * event would fail as a whole without telling anybody why, and again with each event, since a subscription may
     * last longer than a role. All other fields of an event are shown to the caller of that moment. A subscription
     * that was opened with a token ends when the token does.
     */
    DataFetcher<?> forSelectedFields(GraphQLFieldDefinition definition, DataFetcher<?> subscription) {
        return field -> {
            var roles = Stream.concat(
                            Stream.of(definition),
                            field.getSelectionSet().getFields().stream()
                                    .flatMap(selected -> selected.getFieldDefinitions().stream()))
                    .flatMap(selected -> Stream.ofNullable(RequiredRole.of(selected)))
                    .distinct()
                    .toList();
            var caller = CurrentCaller.of(field);
            try {
                roles.forEach(role -> RequiredRole.check(role, caller));
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
            var now = callers.reloadOrThrow(proof);
            roles.forEach(role -> RequiredRole.check(role, now));
            CurrentCaller.signIn(now, field);
        });
        return callers.untilExpiry(allowed, proof)
                .onErrorMap(NotAllowed.class, ErrorCodes::endOfSubscription)
                .onErrorMap(SessionOver.class, ErrorCodes::endOfSubscription);
    }
}
