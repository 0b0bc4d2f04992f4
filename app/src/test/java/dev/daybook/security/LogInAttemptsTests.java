package dev.daybook.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import dev.daybook.security.LogInAttempts.LoginKey;
import dev.daybook.support.ShopTest;
import dev.daybook.users.TooBusy;
import dev.daybook.users.UserId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Two attempts for a user and three from an address within a minute, at a clock that stands still. */
@ShopTest
class LogInAttemptsTests {
    private static final SecuritySettings SECRET = new SecuritySettings(
            "a-secret-of-the-tests-and-of-nobody-else", Duration.ofHours(1), Duration.ofHours(1), Duration.ofDays(1));

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final LoginKey ada = LoginKey.known(UserId.random());
    private final ClientAddress london = new ClientAddress(UUID.randomUUID().toString());
    private final ClientAddress paris = new ClientAddress(UUID.randomUUID().toString());

    @Autowired
    DataSource dataSource;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    private LogInAttempts attempts;

    @BeforeEach
    void open() {
        attempts = node(new LogInSettings(2, 3, Duration.ofMinutes(1)));
    }

    @Test
    void attempts_come_back_one_by_one() {
        attempts.begin(ada, london);
        attempts.begin(ada, london);
        assertThat(refused(ada, london)).isEqualTo(Duration.ofSeconds(30));
        pass(Duration.ofSeconds(20));
        assertThat(refused(ada, london)).isEqualTo(Duration.ofSeconds(10));
        pass(Duration.ofSeconds(10));
        attempts.begin(ada, london);
        assertThat(refused(ada, london)).isEqualTo(Duration.ofSeconds(30));
        pass(Duration.ofHours(1));
        attempts.begin(ada, london);
        attempts.begin(ada, london);
        assertThat(refused(ada, london)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void an_address_is_closed_for_every_login_and_other_addresses_are_not() {
        for (var login : List.of("grace", "mary", "joan")) {
            attempts.begin(LoginKey.unknown(login + london), london);
        }
        assertThat(refused(ada, london)).isEqualTo(Duration.ofSeconds(20));
        attempts.begin(ada, paris);
    }

    @Test
    void a_user_is_closed_for_every_address_which_costs_the_address_nothing() {
        attempts.begin(ada, london);
        attempts.begin(ada, london);
        assertThat(refused(ada, paris)).isEqualTo(Duration.ofSeconds(30));
        assertThat(refused(ada, paris)).isEqualTo(Duration.ofSeconds(30));
        for (var login : List.of("grace", "mary", "joan")) {
            attempts.begin(LoginKey.unknown(login + paris), paris);
        }
    }

    @Test
    void refused_attempts_of_an_address_do_not_count_for_the_user() {
        for (var login : List.of("grace", "mary", "joan")) {
            attempts.begin(LoginKey.unknown(login + london), london);
        }
        refused(ada, london);
        refused(ada, london);
        attempts.begin(ada, paris);
        attempts.begin(ada, paris);
    }

    @Test
    void attempts_given_back_do_not_count() {
        for (var i = 0; i < 20; i++) {
            attempts.begin(ada, london).giveBack();
        }
        attempts.begin(ada, london);
        attempts.begin(ada, london);
        refused(ada, london);
    }

    @Test
    void an_unknown_login_is_the_same_whatever_the_case() {
        var login = UUID.randomUUID() + "é";
        attempts.begin(LoginKey.unknown(login.toUpperCase(Locale.ROOT)), london);
        attempts.begin(LoginKey.unknown(login), london);
        refused(LoginKey.unknown(login), london);
    }

    @Test
    void a_login_that_equals_the_id_of_a_user_does_not_use_up_their_attempts() {
        var mary = UserId.random();
        attempts.begin(LoginKey.unknown(mary.toString()), london);
        attempts.begin(LoginKey.unknown("user " + mary), london);
        attempts.begin(LoginKey.known(mary), paris);
        attempts.begin(LoginKey.known(mary), paris);
    }

    @Test
    void the_nodes_count_together() {
        attempts.begin(ada, london);
        node(new LogInSettings(2, 3, Duration.ofMinutes(1))).begin(ada, london);
        refused(ada, london);
    }

    @Test
    void another_limit_counts_from_the_start_of_the_node() {
        attempts.begin(ada, london);
        attempts.begin(ada, london);
        var generous = node(new LogInSettings(4, 8, Duration.ofMinutes(1)));
        for (var i = 0; i < 4; i++) {
            generous.begin(ada, london);
        }
        assertThatExceptionOfType(TooManyAttempts.class).isThrownBy(() -> generous.begin(ada, london));
    }

    @Test
    void no_failure_afterwards_brings_an_attempt_back() {
        new TransactionTemplate(transactions).executeWithoutResult(transaction -> {
            attempts.begin(ada, london);
            attempts.begin(ada, london);
            transaction.setRollbackOnly();
        });
        refused(ada, london);
    }

    @Test
    void only_expired_sessions_are_deleted() {
        attempts.begin(ada, london);
        attempts.begin(ada, london);
        jdbc.sql("insert into log_in_attempts (id, expires_at) select n, n from generate_series(1, 1500) n")
                .update();
        // Attempts of other tests go on expiring meanwhile.
        var before = Instant.now().toEpochMilli();
        buckets().deleteExpired();
        assertThat(jdbc.sql("select count(*) from log_in_attempts where expires_at < ?")
                        .param(before)
                        .query(Integer.class)
                        .single())
                .isZero();
        refused(ada, london);
    }

    @Test
    void a_row_lives_until_its_attempts_are_back() {
        node(new LogInSettings(2, 3, Duration.ofHours(20))).begin(ada, london);
        assertThat(jdbc.sql("select max(expires_at) from log_in_attempts")
                        .query(Long.class)
                        .single())
                .isCloseTo(
                        Instant.now().plus(Duration.ofHours(10)).toEpochMilli(),
                        within(Duration.ofMinutes(5).toMillis()));
    }

    @Test
    void registrations_are_counted_by_address_apart_from_wrong_passwords() {
        var registrations = new RegistrationAttempts(
                buckets(), new RegistrationSettings(2, Duration.ofMinutes(1)), new SimpleMeterRegistry());
        attempts.begin(ada, london);
        attempts.begin(ada, london);
        registrations.counted(london, () -> "taken");
        Supplier<String> busy = mock();
        doThrow(TooBusy.class).when(busy).get();
        assertThatExceptionOfType(TooBusy.class).isThrownBy(() -> registrations.counted(london, busy));
        assertThat(registrations.counted(london, () -> "free"))
                .as("not what was turned away")
                .isEqualTo("free");
        assertThatExceptionOfType(TooManyAttempts.class)
                .isThrownBy(() -> registrations.counted(london, () -> "not even asked"))
                .withMessage("Too many registrations from this address")
                .satisfies(refused -> assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(30)));
        registrations.counted(paris, () -> "elsewhere");
    }

    private Duration refused(LoginKey key, ClientAddress address) {
        try {
            attempts.begin(key, address);
        } catch (TooManyAttempts refused) {
            return refused.retryAfter();
        }
        throw new AssertionError("The attempt was counted");
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private AttemptBuckets buckets() {
        return new AttemptBuckets(dataSource, SECRET, now::get);
    }

    private LogInAttempts node(LogInSettings settings) {
        return new LogInAttempts(buckets(), settings);
    }
}
