package dev.daybook.graphql;

enum SortDirection {
    ASC,
    DESC
}
