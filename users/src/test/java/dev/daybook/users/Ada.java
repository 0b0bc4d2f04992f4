package dev.daybook.users;

import dev.daybook.users.UserEvent.UserRegistered;
import java.time.Instant;
import java.util.UUID;

/** Ada, as she registered on 10 December. */
final class Ada {
    static final UserId ID = new UserId(UUID.fromString("00000000-0000-0000-0000-00000000ada0"));
    static final Username USERNAME = new Username("ada");
    static final Email EMAIL = new Email("ada@analytical.org");
    static final FullName FULL_NAME = new FullName("Ada Lovelace");
    static final Bio BIO = new Bio("Writes programs for a machine that is not there yet.");
    static final Instant REGISTERED_AT = Instant.parse("2026-12-10T09:00:00Z");

    private Ada() {}

    static final Profile PROFILE = new Profile(USERNAME, EMAIL, FULL_NAME, BIO);

    static UserRegistered registered() {
        return registeredAs(Role.CUSTOMER);
    }

    static UserRegistered registeredAs(Role role) {
        return new UserRegistered(ID, PROFILE, role);
    }

    static UserView row(UserStatus status) {
        return new UserView(
                ID.value(),
                1,
                new UserProfile(
                        "ada",
                        "ada@analytical.org",
                        "Ada Lovelace",
                        "Writes programs for a machine that is not there yet."),
                Role.CUSTOMER,
                status,
                null,
                null,
                REGISTERED_AT,
                REGISTERED_AT);
    }
}
