package dev.daybook.startup;

import java.util.List;
import java.util.Optional;

/** Demo data, with which an empty shop is filled unless the settings say otherwise. */
public interface Demo {
    void fillIfEmpty();

    /** Explains how to sign in; empty when the shop has no demo data. */
    Optional<String> welcome();

    /** Returns an account of each role; none when the shop has no demo data. */
    List<Account> accounts();

    record Account(String username, String role, String password) {}
}
