package dev.daybook.graphql;

import java.util.List;

/** What a mutation answers when it has done what it was asked to; refusals are made by {@link SchemaRules}. */
public interface Payload {
    default List<?> userErrors() {
        return List.of();
    }
}
