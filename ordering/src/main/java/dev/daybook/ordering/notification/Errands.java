package dev.daybook.ordering.notification;

/**
 * Has something done that nobody waits for: each command in a transaction of its own, on behalf of the shop. Whoever
 * follows the log may fail with one and still go on.
 */
@FunctionalInterface
public interface Errands {
    /** Throws what the command refuses with, or what went wrong. */
    void run(Object command);
}
