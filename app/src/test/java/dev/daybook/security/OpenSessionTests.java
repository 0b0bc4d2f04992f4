package dev.daybook.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import dev.daybook.users.Credentials;
import dev.daybook.users.Password;
import dev.daybook.users.Passwords;
import dev.daybook.users.UserCommand.ChangePassword;
import dev.daybook.users.UserCommand.DeactivateUser;
import dev.daybook.users.UserId;
import dev.daybook.users.UserRefused;
import dev.daybook.users.Users;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ShopTest
class OpenSessionTests {
    private static final Actor TESTER = new Actor.System("test");

    @Autowired
    Shop shop;

    @Autowired
    Commands commands;

    @Autowired
    Credentials credentials;

    @Autowired
    Passwords passwords;

    @Autowired
    Users users;

    @Autowired
    JdbcClient jdbc;

    private UserId ada;

    @BeforeEach
    void ada_is_here() {
        var name = shop.unique("ada");
        shop.newCustomer(name);
        ada = users.findByUsername(name).orElseThrow().userId();
    }

    @Test
    void a_password_that_was_changed_after_it_was_checked_opens_nothing() {
        var checked = credentials.of(ada).orElseThrow();
        commands.send(new ChangePassword(ada, passwords.hash(new Password("Difference-engine-2"))), TESTER);
        var before = sessions();
        assertThatExceptionOfType(PasswordOutdated.class)
                .isThrownBy(() -> commands.sendFor(new OpenSession(ada, checked), TESTER, Session.class));
        assertThat(sessions()).isEqualTo(before);
    }

    @Test
    void a_user_deactivated_during_the_log_in_gets_no_session() {
        var checked = credentials.of(ada).orElseThrow();
        commands.send(new DeactivateUser(ada, null, null), TESTER);
        assertThatExceptionOfType(UserRefused.class)
                .isThrownBy(() -> commands.sendFor(new OpenSession(ada, checked), TESTER, Session.class));
        assertThat(jdbc.sql("select count(*) from sessions where user_id = ? and ended_at is null")
                        .param(ada.value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private int sessions() {
        return jdbc.sql("select count(*) from sessions where user_id = ?")
                .param(ada.value())
                .query(Integer.class)
                .single();
    }
}
