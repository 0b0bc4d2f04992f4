package dev.daybook.graphql.types;

public enum SortDirection {
    ASC,
    DESC
}
