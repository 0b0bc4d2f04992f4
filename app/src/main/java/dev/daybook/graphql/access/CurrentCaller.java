package dev.daybook.graphql.access;

import dev.daybook.security.Caller;
import dev.daybook.security.CallerAuthentication;
import dev.daybook.security.CallerResolver;
import dev.daybook.security.CallerUnknown;
import dev.daybook.users.UserId;
import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/** The caller for whom a field is fetched, which is the signed-in user after a mutation has signed in. */
public final class CurrentCaller {
    private static final String MUTATED = CurrentCaller.class.getName() + ".mutated";

    private CurrentCaller() {}

    /** The authentication that a WebSocket was initialised with. */
    public record Proof(SecurityContext context) {}

    public static Caller of(DataFetchingEnvironment field) {
        return of(field.getGraphQlContext());
    }

    /** @throws CallerUnknown when the database could not be asked */
    public static Caller of(GraphQLContext context) {
        CallerUnknown unknown = context.get(CallerUnknown.class);
        if (unknown != null) {
            throw unknown;
        }
        return context.getOrEmpty(Caller.class).map(Caller.class::cast).orElseGet(CallerAuthentication::current);
    }

    /** The id of the caller; none while the database cannot be asked. */
    public static Optional<UserId> idOf(GraphQLContext context) {
        try {
            return of(context).id();
        } catch (CallerUnknown _) {
            return Optional.empty();
        }
    }

    /** The caller, or when the database cannot be asked, the caller as this node has seen them last. */
    public static Caller lastKnown(DataFetchingEnvironment field, CallerResolver callers) {
        try {
            return of(field);
        } catch (CallerUnknown unknown) {
            return callers.lastKnown(proofOf(field));
        }
    }

    /** The authentication of the request, or the one that the WebSocket was initialised with. */
    public static SecurityContext proofOf(DataFetchingEnvironment field) {
        Proof shown = field.getGraphQlContext().get(Proof.class);
        return shown == null ? SecurityContextHolder.getContext() : shown.context();
    }

    /** Reloads the caller after an earlier mutation of the same request, which may have changed them. */
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
