package dev.daybook.personaldata;

import dev.daybook.users.UserId;

/** Personal data would be written about a user who was erased meanwhile. */
public final class PersonalDataErased extends RuntimeException {
    PersonalDataErased(UserId user) {
        super("User " + user + " is erased", null, false, false);
    }
}
