/** Encrypts personal data in stored events with a key per person, so that destroying the key erases them (crypto-shredding). */
@ApplicationModule(
        displayName = "Personal data",
        allowedDependencies = {"users", "database"})
@NullMarked
package dev.daybook.personaldata;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
