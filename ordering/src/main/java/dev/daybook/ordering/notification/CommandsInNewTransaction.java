package dev.daybook.ordering.notification;

/** Sends commands on behalf of the shop, outside of the transaction of a subscriber, which can still commit when one fails. */
@FunctionalInterface
public interface CommandsInNewTransaction {
    /**
     * Sends the command now or together with those of other events, before they count as handled. Throws its refusal or
     * failure; when it was sent with others, its event is delivered once more to be sent alone.
     */
    void send(Object command);
}
