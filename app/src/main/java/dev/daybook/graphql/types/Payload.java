package dev.daybook.graphql.types;

import java.util.List;

/** Payload of a mutation that succeeded. The payload of a refused one is derived from the schema. */
public interface Payload {
    default List<?> userErrors() {
        return List.of();
    }
}
