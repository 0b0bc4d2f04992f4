package dev.daybook.graphql;

import dev.daybook.graphql.paging.Connection;
import graphql.Scalars;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The empty value of a field that is not fetched. */
final class EmptyValue {
    private EmptyValue() {}

    /** The empty value of a type: null where that is allowed, else an empty list, an empty page, false or zero. */
    static @Nullable Object of(GraphQLOutputType type) {
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
}
