package dev.daybook.personaldata;

import dev.daybook.users.UserId;

/** Something would be written about a person who was erased while it was decided. */
public final class PersonalDataErased extends RuntimeException {
    PersonalDataErased(UserId user) {
        super("User " + user + " is erased", null, false, false);
    }
}
