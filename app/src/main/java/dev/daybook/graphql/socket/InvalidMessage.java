package dev.daybook.graphql.socket;

/**
 * The client violates the protocol. The message is the reason that the client gets, at most 123 bytes and without any
 * text of the client.
 */
final class InvalidMessage extends RuntimeException {
    InvalidMessage(String reason) {
        super(reason, null, false, false);
    }
}
