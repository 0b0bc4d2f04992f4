package dev.daybook.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UsersTest {
    private final Users users = mock(Users.class, CALLS_REAL_METHODS);
    private final InMemoryRows rows = new InMemoryRows();
    private final ActiveUsers activeUsers = new UsersConfiguration().activeUsers(rows.operations());

    @Test
    void people_are_found_by_their_username_or_their_address() {
        var ada = Ada.row(UserStatus.ACTIVE);
        when(users.findByUsername("ada")).thenReturn(Optional.of(ada));
        when(users.findByEmail("ada@analytical.org")).thenReturn(Optional.of(ada));

        assertThat(users.findByLogin("ada")).contains(ada);
        assertThat(users.findByLogin("ada@analytical.org")).contains(ada);
        assertThat(users.findByLogin("grace")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(UserStatus.class)
    void only_active_users_may_act(UserStatus status) {
        rows.add(Ada.row(status));
        assertThat(activeUsers.includes(Ada.ID)).isEqualTo(status == UserStatus.ACTIVE);
    }

    @Test
    void a_stranger_may_not_act() {
        assertThat(activeUsers.includes(UserId.random())).isFalse();
    }
}
