package dev.daybook.replay;

/**
 * Kind of a run: the projection is replayed into shadow tables, which are then swapped for the live ones or compared
 * with them.
 */
public enum RunKind {
    REBUILD,
    VERIFY
}
