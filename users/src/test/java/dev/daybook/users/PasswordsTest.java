package dev.daybook.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PasswordsTest {
    private static final Passwords passwords = new Passwords();
    private static final PasswordHash adas = passwords.hash(new Password("Engine1843"));

    @Test
    void the_right_password_matches() {
        assertThat(passwords.match("Engine1843", adas)).isTrue();
    }

    @Test
    void another_password_does_not_match() {
        assertThat(passwords.match("engine1843", adas)).isFalse();
        assertThat(passwords.match("Engine1843 ", adas)).isFalse();
        assertThat(passwords.match("", adas)).isFalse();
    }

    @Test
    void no_password_matches_where_there_is_no_hash() {
        assertThat(passwords.match("Engine1843", null)).isFalse();
        assertThat(passwords.match("Nobody's-password-0", null)).isFalse();
    }

    @Test
    void a_hash_is_argon2id_with_19_mebibytes_and_two_passes() {
        assertThat(adas.value()).matches("\\{argon2id}\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[^$]{22}\\$[^$]{43}");
    }

    @Test
    void the_same_password_never_has_the_same_hash() {
        assertThat(passwords.hash(new Password("Engine1843"))).isNotEqualTo(adas);
    }

    @Test
    @Timeout(value = 20, threadMode = SEPARATE_THREAD)
    void a_hash_that_cannot_be_read_uses_up_no_turn() {
        var others = new Passwords();
        for (var turn = 0; turn <= Runtime.getRuntime().availableProcessors(); turn++) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> others.match("Engine1843", new PasswordHash("unreadable")));
        }
        assertThat(others.match("Engine1843", adas)).isTrue();
    }
}
