package dev.daybook.graphql.access;

import dev.daybook.security.Caller;
import dev.daybook.security.CallerResolver;
import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who a field is fetched for: the caller, or whoever the caller has just proved to be by signing in. */
public final class CurrentCaller {
    private static final String MUTATED = CurrentCaller.class.getName() + ".mutated";

    private CurrentCaller() {}

    /** What was shown at the beginning of a WebSocket. */
    public record Proof(SecurityContext context) {}

    public static Caller of(DataFetchingEnvironment field) {
        return of(field.getGraphQlContext());
    }

    public static Caller of(GraphQLContext context) {
        return context.getOrEmpty(Caller.class).map(Caller.class::cast).orElseGet(Caller::current);
    }

    /** What the caller has shown: with the request, or at the beginning of a WebSocket. */
    public static SecurityContext proofOf(DataFetchingEnvironment field) {
        Proof shown = field.getGraphQlContext().get(Proof.class);
        return shown == null ? SecurityContextHolder.getContext() : shown.context();
    }

    /** What a mutation has done to the caller counts for the next one of the same request. */
    public static void beforeMutation(DataFetchingEnvironment field, CallerResolver callers) {
        var context = field.getGraphQlContext();
        if (context.getOrDefault(MUTATED, false)) {
            context.put(Caller.class, callers.reload(of(field)));
        }
        context.put(MUTATED, true);
    }

    public static void signIn(Caller caller, DataFetchingEnvironment field) {
        field.getGraphQlContext().put(Caller.class, caller);
    }
}
