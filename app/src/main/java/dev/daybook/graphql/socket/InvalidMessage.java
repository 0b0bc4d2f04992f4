package dev.daybook.graphql.socket;

/** The client does not speak the protocol. The message is the reason that it is told, at most 123 bytes with nothing of its own. */
final class InvalidMessage extends RuntimeException {
    InvalidMessage(String reason) {
        super(reason, null, false, false);
    }
}
