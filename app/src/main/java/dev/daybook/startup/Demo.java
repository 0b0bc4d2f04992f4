package dev.daybook.startup;

import java.util.Optional;

/** Data to play with, which an empty shop is filled with unless the settings say otherwise. */
public interface Demo {
    void fillIfEmpty();

    /** Tells how to sign in; empty when the shop is not filled with the demo. */
    Optional<String> welcome();
}
