package dev.daybook.graphql;

import dev.daybook.security.Viewer;
import graphql.schema.DataFetchingEnvironment;

/** Who a field is fetched for: the caller, or whoever the caller has just proved to be by signing in. */
final class Viewers {
    private Viewers() {}

    static Viewer of(DataFetchingEnvironment field) {
        return field.getGraphQlContext()
                .getOrEmpty(Viewer.class)
                .map(Viewer.class::cast)
                .orElseGet(Viewer::current);
    }

    static void signIn(Viewer viewer, DataFetchingEnvironment field) {
        field.getGraphQlContext().put(Viewer.class, viewer);
    }
}
