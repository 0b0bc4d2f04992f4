package dev.daybook.eventstore;

/** The shop will not start with this master key. The message never holds it. */
final class UnusableMasterKey extends RuntimeException {
    UnusableMasterKey(String message) {
        super(message, null, false, false);
    }
}
