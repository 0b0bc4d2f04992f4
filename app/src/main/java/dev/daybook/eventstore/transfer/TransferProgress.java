package dev.daybook.eventstore.transfer;

/** Is told now and then how far something is that takes its time. */
@FunctionalInterface
public interface TransferProgress {
    void at(long done, long total);
}
