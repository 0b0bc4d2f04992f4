package dev.daybook.eventstore.transfer;

/** Part of the log that a file holds: the events, the keys with which they are read, or both. */
public enum LogPart {
    ALL,
    EVENTS,
    KEYS;

    boolean hasEvents() {
        return this != KEYS;
    }

    boolean hasKeys() {
        return this != EVENTS;
    }
}
