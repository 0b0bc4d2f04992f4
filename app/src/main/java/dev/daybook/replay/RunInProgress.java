package dev.daybook.replay;

/** The projection is being rebuilt or verified at this moment, here or on another node. */
public final class RunInProgress extends RuntimeException {
    public RunInProgress(String projection) {
        super("The projection %s is being rebuilt or verified".formatted(projection));
    }
}
