package dev.daybook.graphql.paging;

/** Edge of a connection: a row and its cursor. */
public record Edge<V>(V node, String cursor) {}
