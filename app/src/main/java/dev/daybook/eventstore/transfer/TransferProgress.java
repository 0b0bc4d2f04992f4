package dev.daybook.eventstore.transfer;

/** Receives the progress of an export or import now and then. */
@FunctionalInterface
public interface TransferProgress {
    void at(long done, long total);
}
