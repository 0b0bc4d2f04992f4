package dev.daybook.catalog;

import java.util.Collection;

/** Announces aggregates that a command is about to load, so that they are read together. */
@FunctionalInterface
public interface ReadAhead {
    /** @param aggregates their ids; the first that is loaded brings the others along */
    void announce(Collection<?> aggregates);
}
