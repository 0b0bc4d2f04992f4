package dev.daybook.eventstore;

/** Is told now and then how far something is that takes its time. */
@FunctionalInterface
public interface Progress {
    void at(long done, long total);
}
