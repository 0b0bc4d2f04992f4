package dev.daybook.users;

import static dev.daybook.users.text.Change.clear;
import static dev.daybook.users.text.Change.keep;
import static dev.daybook.users.text.Change.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.users.UserCommand.ChangeProfile;
import dev.daybook.users.UserCommand.RegisterUser;
import org.junit.jupiter.api.Test;

class UserCommandTest {
    @Test
    void a_registration_prints_neither_the_person_nor_the_hash() {
        var hash = new PasswordHash("{argon2id}secret");
        assertThat(new RegisterUser(Ada.ID, Ada.PROFILE, Role.CUSTOMER, hash))
                .hasToString("RegisterUser[user=%s, profile=********, role=CUSTOMER, password=********]", Ada.ID);
    }

    @Test
    void a_change_of_a_profile_prints_the_fields_without_their_values() {
        assertThat(new ChangeProfile(Ada.ID, keep(), set(Ada.EMAIL), clear(), set(Ada.BIO), 3L))
                .hasToString(
                        "ChangeProfile[user=%s, username=Keep, email=Set, fullName=Clear, bio=Set, expectedVersion=3]",
                        Ada.ID);
    }

    @Test
    void changes_to_the_same_values_are_equal() {
        var change = new ChangeProfile(Ada.ID, keep(), set(Ada.EMAIL), clear(), keep(), null);
        assertThat(change)
                .isEqualTo(new ChangeProfile(Ada.ID, keep(), set(new Email(Ada.EMAIL.value())), clear(), keep(), null))
                .isNotEqualTo(new ChangeProfile(Ada.ID, keep(), keep(), clear(), keep(), null));
    }
}
