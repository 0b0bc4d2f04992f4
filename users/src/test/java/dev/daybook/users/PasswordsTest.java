package dev.daybook.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

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

    @Test
    void a_password_matches_however_the_keyboard_sends_its_letters() {
        var hash = passwords.hash(new Password("Cafe\u0301-1843"));
        assertThat(passwords.match("Caf\u00E9-1843", hash)).isTrue();
        assertThat(passwords.match("Cafe\u0301-1843", hash)).isTrue();
        assertThat(passwords.match("Cafe-1843", hash)).isFalse();
    }

    @Test
    void a_hash_of_what_was_typed_before_there_was_one_form_still_matches_it() {
        var encoder = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
        var stored = new PasswordHash("{argon2id}" + encoder.encode("Cafe\u0301-1843"));
        assertThat(passwords.match("Cafe\u0301-1843", stored)).isTrue();
        assertThat(passwords.match("Caf\u00E9-1843", stored)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D", "Engine1843\uDE00", "Engine\uDE00\uD83D1843", "Engine\0001843", "-", "\0"})
    void a_text_that_cannot_be_a_password_does_not_match(String typed) {
        assertThat(passwords.match(typed, adas)).isFalse();
        assertThat(passwords.match(typed, null)).isFalse();
        assertThat(passwords.match(typed.repeat(10_000), adas)).isFalse();
    }

    @Test
    void as_many_hashes_are_compared_for_a_stranger_as_for_a_user() {
        for (var typed : List.of("Engine1844", "Cafe\u0301-1843", "\uD83D", "Engine\0001843")) {
            assertThat(comparisons(typed, null))
                    .isEqualTo(comparisons(typed, adas))
                    .isPositive();
        }
    }

    private static int comparisons(String typed, @Nullable PasswordHash hash) {
        var encoder = new SlowEncoder();
        encoder.finish();
        new Passwords(encoder, 1).match(typed, hash);
        return encoder.begun();
    }

    @Test
    void where_there_is_no_hash_one_is_compared_all_the_same() {
        var encoder = new SlowEncoder();
        encoder.finish();
        var others = new Passwords(encoder, 1);
        others.match("Engine1843", null);
        assertThat(encoder.begun()).isOne();
        others.match("Engine1843", adas);
        assertThat(encoder.begun()).isEqualTo(2);
    }

    @Test
    @Timeout(value = 20, threadMode = SEPARATE_THREAD)
    void no_more_passwords_are_hashed_at_once_than_there_are_turns() throws Exception {
        var encoder = new SlowEncoder();
        var others = new Passwords(encoder, 3);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = Stream.generate(() -> people.submit(() -> others.match("Engine1843", adas)))
                    .limit(50)
                    .toList();
            await().until(() -> encoder.begun() == 3 && others.waiting() == 47);
            encoder.finish();
            for (var answer : answers) {
                assertThat(answer.get()).isTrue();
            }
        }
        assertThat(encoder.begun()).isEqualTo(50);
        assertThat(encoder.mostAtOnce()).isEqualTo(3);
    }

    @Test
    @Timeout(value = 20, threadMode = SEPARATE_THREAD)
    void a_hundred_wait_for_their_turn_and_the_next_is_refused_at_once() throws Exception {
        var encoder = new SlowEncoder();
        var others = new Passwords(encoder, 2);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = Stream.generate(() -> people.submit(() -> others.match("Engine1843", adas)))
                    .limit(102)
                    .toList();
            await().until(() -> encoder.begun() == 2 && others.waiting() == 100);
            assertThatExceptionOfType(TooBusy.class).isThrownBy(() -> others.match("Engine1843", adas));
            assertThatExceptionOfType(TooBusy.class).isThrownBy(() -> others.hash(new Password("Engine1843")));
            assertThat(encoder.begun()).isEqualTo(2);
            encoder.finish();
            for (var answer : answers) {
                assertThat(answer.get()).isTrue();
            }
        }
        assertThat(others.match("Engine1843", adas))
                .as("the queue is empty again")
                .isTrue();
    }

    /** Takes every password for the right one, but compares none before it is told to. */
    private static final class SlowEncoder implements PasswordEncoder {
        private final CountDownLatch finish = new CountDownLatch(1);
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger atOnce = new AtomicInteger();
        private final AtomicInteger mostAtOnce = new AtomicInteger();

        @Override
        public String encode(@Nullable CharSequence typed) {
            return "hash";
        }

        @Override
        public boolean matches(@Nullable CharSequence typed, @Nullable String hash) {
            begun.incrementAndGet();
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            try {
                finish.await();
                return true;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                atOnce.decrementAndGet();
            }
        }

        void finish() {
            finish.countDown();
        }

        int begun() {
            return begun.get();
        }

        int mostAtOnce() {
            return mostAtOnce.get();
        }
    }
}
