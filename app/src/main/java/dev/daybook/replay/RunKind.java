package dev.daybook.replay;

/** What is done with a projection: built anew beside the live one, and then swapped for it or compared with it. */
public enum RunKind {
    REBUILD,
    VERIFY
}
