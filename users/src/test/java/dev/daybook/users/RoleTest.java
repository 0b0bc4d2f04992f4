package dev.daybook.users;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            CUSTOMER, CUSTOMER, true
            CUSTOMER, STAFF,    false
            CUSTOMER, ADMIN,    false
            STAFF,    CUSTOMER, true
            STAFF,    STAFF,    true
            STAFF,    ADMIN,    false
            ADMIN,    CUSTOMER, true
            ADMIN,    STAFF,    true
            ADMIN,    ADMIN,    true
            """)
    void each_role_may_do_what_the_ones_before_it_may(Role role, Role other, boolean included) {
        assertThat(role.includes(other)).isEqualTo(included);
    }
}
