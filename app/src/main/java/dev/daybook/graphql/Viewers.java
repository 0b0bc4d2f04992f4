package dev.daybook.graphql;

import dev.daybook.security.Callers;
import dev.daybook.security.Viewer;
import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who a field is fetched for: the caller, or whoever the caller has just proved to be by signing in. */
final class Viewers {
    private static final String MUTATED = Viewers.class.getName() + ".mutated";

    private Viewers() {}

    /** What was shown at the beginning of a WebSocket. */
    record Proof(SecurityContext context) {}

    static Viewer of(DataFetchingEnvironment field) {
        return of(field.getGraphQlContext());
    }

    static Viewer of(GraphQLContext context) {
        return context.getOrEmpty(Viewer.class).map(Viewer.class::cast).orElseGet(Viewer::current);
    }

    /** What the caller has shown: with the request, or at the beginning of a WebSocket. */
    static SecurityContext proofOf(DataFetchingEnvironment field) {
        Proof shown = field.getGraphQlContext().get(Proof.class);
        return shown == null ? SecurityContextHolder.getContext() : shown.context();
    }

    /** What a mutation has done to the caller counts for the next one of the same request. */
    static void beforeMutation(DataFetchingEnvironment field, Callers callers) {
        var context = field.getGraphQlContext();
        if (context.getOrDefault(MUTATED, false)) {
            context.put(Viewer.class, callers.again(of(field)));
        }
        context.put(MUTATED, true);
    }

    static void signIn(Viewer viewer, DataFetchingEnvironment field) {
        field.getGraphQlContext().put(Viewer.class, viewer);
    }
}
