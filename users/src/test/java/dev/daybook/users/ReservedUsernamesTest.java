package dev.daybook.users;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReservedUsernamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"system", "SYSTEM", "_sys_tem", "5y5tem", "payment_window", "paymentwindow", "adm1n", "admln"})
    void a_name_of_the_shop_is_reserved_however_it_is_disguised(String name) {
        assertThat(ReservedUsernames.include(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "system2", "my_shop", "shopper", "administrate", "___", "007", ""})
    void other_names_are_not_reserved(String name) {
        assertThat(ReservedUsernames.include(name)).isFalse();
    }
}
