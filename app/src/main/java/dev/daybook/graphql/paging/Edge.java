package dev.daybook.graphql.paging;

/** A row and its place in the list. */
public record Edge<V>(V node, String cursor) {}
