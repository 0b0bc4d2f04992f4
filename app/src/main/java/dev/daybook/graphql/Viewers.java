package dev.daybook.graphql;

import dev.daybook.security.Callers;
import dev.daybook.security.Viewer;
import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;

/** Who a field is fetched for: the caller, or whoever the caller has just proved to be by signing in. */
final class Viewers {
    private static final String MUTATED = Viewers.class.getName() + ".mutated";

    private Viewers() {}

    static Viewer of(DataFetchingEnvironment field) {
        return of(field.getGraphQlContext());
    }

    static Viewer of(GraphQLContext context) {
        return context.getOrEmpty(Viewer.class).map(Viewer.class::cast).orElseGet(Viewer::current);
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
