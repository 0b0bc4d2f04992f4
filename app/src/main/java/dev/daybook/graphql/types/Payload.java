package dev.daybook.graphql.types;

import java.util.List;

/** Answers a mutation that has done what it was asked to. The payload of a refused one is made from the schema. */
public interface Payload {
    default List<?> userErrors() {
        return List.of();
    }
}
