package dev.daybook.ordering.notification;

/**
 * Sends commands on behalf of the shop, each in a transaction of its own: a subscriber whose command fails can still
 * commit.
 */
@FunctionalInterface
public interface CommandsInNewTransaction {
    /** Throws the refusal or the failure of the command. */
    void send(Object command);
}
